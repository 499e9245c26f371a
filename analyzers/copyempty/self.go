package copyempty

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/calls"
	"github.com/gocorelint/gocorelint/analyzers/internal/expr"
	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/typeis"
)

var self = &report.Kind{ID: "copied-to-itself",
	Format: "this copies %[3]s onto itself: %[1]s and %[2]s are one since the assignment at %[4]s; make a new one first, a copy of %[2]s"}

// checkSelf reports what copies the elements of a map or slice to where they are already.
func checkSelf(pass *report.Pass, instr ssa.Instruction) {
	dst, src := copies(instr)
	if _, isNil := dst.(*ssa.Const); dst == nil || isNil || pass.InTest(instr.Pos()) {
		return
	}
	to, from := names(pass, instr)
	if to == nil || from == nil || types.ExprString(to) == types.ExprString(from) {
		return
	}
	at := sharedSince(dst, src, instr)
	if dst == src {
		at = assigned(pass, to, from)
	}
	if !at.IsValid() || setElsewhere(instr, dst) {
		return
	}
	what := "a map"
	if typeis.Slice(dst.Type()) {
		what = "a slice"
	}
	rng := report.At(instr.Pos(), 1)
	if call := callAt(pass, instr); call != nil {
		rng = call
	}
	pass.Report(report.Finding{At: rng, Kind: self, Args: []any{types.ExprString(to), types.ExprString(from), what, pass.Line(rng.Pos(), at)}})
}

func callAt(pass *report.Pass, instr ssa.Instruction) *ast.CallExpr {
	if _, ok := instr.(*ssa.Call); !ok {
		return nil
	}
	return pass.ResultOf[calls.Analyzer].(*calls.Index).At(instr.Pos())
}

// copies is what an instruction copies to and from: copy, maps.Copy, append to the first 0 elements, or an assignment in a
// loop that does the same.
func copies(instr ssa.Instruction) (dst, src ssa.Value) {
	switch instr := instr.(type) {
	case *ssa.Call:
		args := instr.Call.Args
		b, ok := instr.Call.Value.(*ssa.Builtin)
		switch {
		case ok && b.Name() == "copy":
			return args[0], args[1]
		case ok && b.Name() == "append":
			if s, ok := args[0].(*ssa.Slice); ok && s.Low == nil && s.Max == nil && s.High != nil && isZero(s.High) && typeis.Slice(s.X.Type()) {
				return s.X, args[1]
			}
		case !ok && (know.Is(flow.StaticCallee(&instr.Call), "maps.Copy") || know.Is(flow.StaticCallee(&instr.Call), "golang.org/x/exp/maps.Copy")):
			return args[0], args[1]
		}
	case *ssa.MapUpdate: // for k, v := range src { dst[k] = v }
		k, ok := instr.Key.(*ssa.Extract)
		v, ok2 := instr.Value.(*ssa.Extract)
		if !ok || !ok2 || k.Tuple != v.Tuple || k.Index != 1 || v.Index != 2 {
			return nil, nil
		}
		if next, ok := k.Tuple.(*ssa.Next); ok {
			if r, ok := next.Iter.(*ssa.Range); ok && typeis.Map(r.X.Type()) {
				return instr.Map, r.X
			}
		}
	case *ssa.Store: // for i, v := range src { dst[i] = v }
		to, ok := instr.Addr.(*ssa.IndexAddr)
		load, ok2 := instr.Val.(*ssa.UnOp)
		if !ok || !ok2 || load.Op != token.MUL {
			return nil, nil
		}
		if from, ok := load.X.(*ssa.IndexAddr); ok && from.Index == to.Index && typeis.Slice(to.X.Type()) {
			if _, ok := to.Index.(*ssa.Const); !ok {
				return to.X, from.X
			}
		}
	}
	return nil, nil
}

// names are the expressions of the source for what is copied to and from.
func names(pass *report.Pass, instr ssa.Instruction) (to, from ast.Expr) {
	if call := callAt(pass, instr); call != nil {
		if len(call.Args) != 2 {
			return nil, nil
		}
		to = ast.Unparen(call.Args[0])
		if s, ok := to.(*ast.SliceExpr); ok {
			to = s.X
		}
		return to, ast.Unparen(call.Args[1])
	}
	root := pass.ResultOf[inspect.Analyzer].(*inspector.Inspector).Root()
	assign := expr.Enclosing[*ast.AssignStmt](root, instr.Pos())
	if assign == nil || len(assign.Lhs) != 1 || len(assign.Rhs) != 1 {
		return nil, nil
	}
	set, ok := ast.Unparen(assign.Lhs[0]).(*ast.IndexExpr)
	if !ok {
		return nil, nil
	}
	cur, ok := root.FindByPos(assign.Pos(), assign.End())
	if !ok {
		return nil, nil
	}
	for loop := range cur.Enclosing((*ast.RangeStmt)(nil)) {
		loop := loop.Node().(*ast.RangeStmt)
		if sameVar(pass, loop.Key, set.Index) {
			if got, ok := ast.Unparen(assign.Rhs[0]).(*ast.IndexExpr); ok && sameVar(pass, loop.Key, got.Index) {
				return set.X, got.X
			}
			if sameVar(pass, loop.Value, assign.Rhs[0]) {
				return set.X, loop.X
			}
		}
	}
	return nil, nil
}

// sameVar reports whether an expression names the variable of a loop.
func sameVar(pass *report.Pass, variable, e ast.Expr) bool {
	x, ok := variable.(*ast.Ident)
	y, ok2 := ast.Unparen(e).(*ast.Ident)
	return ok && ok2 && pass.TypesInfo.Defs[x] != nil && pass.TypesInfo.Defs[x] == pass.TypesInfo.Uses[y]
}

// setElsewhere reports whether the function sets elements of the slice or map in another place too: then an assignment to
// itself may put back what was there.
func setElsewhere(instr ssa.Instruction, dst ssa.Value) bool {
	if _, ok := instr.(*ssa.Call); ok {
		return false
	}
	for _, b := range instr.Parent().Blocks {
		for _, other := range b.Instrs {
			var x ssa.Value
			switch other := other.(type) {
			case *ssa.MapUpdate:
				x = other.Map
			case *ssa.Store:
				if addr, ok := other.Addr.(*ssa.IndexAddr); ok {
					x = addr.X
				}
			}
			if x != nil && other != instr && types.Identical(x.Type(), dst.Type()) {
				return true
			}
		}
	}
	return false
}

// assigned is where one of two variables was set to the other by its declaration.
func assigned(pass *report.Pass, to, from ast.Expr) token.Pos {
	x, ok := to.(*ast.Ident)
	y, ok2 := from.(*ast.Ident)
	if !ok || !ok2 {
		return token.NoPos
	}
	v, w := pass.TypesInfo.Uses[x], pass.TypesInfo.Uses[y]
	if v == nil || w == nil || v == w {
		return token.NoPos
	}
	return max(v.Pos(), w.Pos())
}
