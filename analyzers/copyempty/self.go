package copyempty

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

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
	if !at.IsValid() {
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
	loop := expr.Enclosing[*ast.RangeStmt](root, instr.Pos())
	assign := expr.Enclosing[*ast.AssignStmt](root, instr.Pos())
	if loop == nil || assign == nil || len(assign.Lhs) != 1 || len(assign.Rhs) != 1 {
		return nil, nil
	}
	index, ok := ast.Unparen(assign.Lhs[0]).(*ast.IndexExpr)
	if !ok {
		return nil, nil
	}
	return index.X, loop.X
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

// A path is a field, or a field of a field, of what a pointer points to.
type path struct {
	root   ssa.Value
	fields []int
}

func pathOf(addr ssa.Value) path {
	var fields []int
	for {
		f, ok := addr.(*ssa.FieldAddr)
		if !ok {
			slices.Reverse(fields)
			return path{addr, fields}
		}
		fields = append(fields, f.Field)
		addr = f.X
	}
}

// below returns the fields of p that come behind those of q.
func (p path) below(q path) ([]int, bool) {
	if p.root != q.root || len(p.fields) < len(q.fields) || !slices.Equal(p.fields[:len(q.fields)], q.fields) {
		return nil, false
	}
	return p.fields[len(q.fields):], true
}

// sharedSince finds the assignment of a struct since which two loads of its field give the same map or slice,
// with nothing in between that may set either of them.
func sharedSince(dst, src ssa.Value, at ssa.Instruction) token.Pos {
	to, ok := dst.(*ssa.UnOp)
	from, ok2 := src.(*ssa.UnOp)
	if !ok || !ok2 || to.Op != token.MUL || from.Op != token.MUL {
		return token.NoPos
	}
	p, q := pathOf(to.X), pathOf(from.X)
	if len(p.fields) == 0 || len(q.fields) == 0 || p.root == q.root {
		return token.NoPos
	}
	for _, store := range assignments(p.root, q.root) {
		a, b := pathOf(store.Addr), pathOf(store.Val.(*ssa.UnOp).X)
		if a.root != p.root {
			a, b = b, a
		}
		x, ok := p.below(a)
		y, ok2 := q.below(b)
		if ok && ok2 && len(x) > 0 && slices.Equal(x, y) && comesFirst(store, at) && !touched(store, at, p, q) {
			return store.Pos()
		}
	}
	return token.NoPos
}

// assignments lists the stores of a struct from one of the objects to the other.
func assignments(a, b ssa.Value) []*ssa.Store {
	var list []*ssa.Store
	for _, block := range a.Parent().Blocks {
		for _, instr := range block.Instrs {
			store, ok := instr.(*ssa.Store)
			if !ok {
				continue
			}
			load, ok := store.Val.(*ssa.UnOp)
			if !ok || load.Op != token.MUL || !isStruct(load.Type()) {
				continue
			}
			x, y := pathOf(store.Addr).root, pathOf(load.X).root
			if x == a && y == b || x == b && y == a {
				list = append(list, store)
			}
		}
	}
	return list
}

func isStruct(t types.Type) bool {
	_, ok := t.Underlying().(*types.Struct)
	return ok
}

func comesFirst(first, second ssa.Instruction) bool {
	if first.Block() != second.Block() {
		return first.Block().Dominates(second.Block())
	}
	return slices.Index(first.Block().Instrs, first) < slices.Index(first.Block().Instrs, second)
}

// touched reports whether something between the two may set one of the fields.
func touched(from *ssa.Store, to ssa.Instruction, p, q path) bool {
	return flow.Reaches(flow.After(from), func(instr ssa.Instruction) bool {
		switch instr := instr.(type) {
		case *ssa.Store:
			if instr == to {
				return false
			}
			set := pathOf(instr.Addr)
			_, ofP := p.below(set)
			_, ofQ := q.below(set)
			return ofP || ofQ || instr.Val == p.root || instr.Val == q.root || !isAlloc(set.root) && sameField(instr.Addr, p, q)
		case *ssa.Call:
			if _, ok := instr.Call.Value.(*ssa.Builtin); ok || instr == to {
				return false
			}
			return flow.StaticCallee(&instr.Call) == nil || slices.ContainsFunc(instr.Call.Args, func(arg ssa.Value) bool {
				root := pathOf(arg).root
				return root == p.root || root == q.root
			})
		case *ssa.MakeClosure, *ssa.MakeInterface, *ssa.Go, *ssa.Defer, *ssa.Select:
			return true
		}
		return false
	}, flow.Is(to))
}

func isAlloc(v ssa.Value) bool {
	_, ok := v.(*ssa.Alloc)
	return ok
}

// sameField reports whether an address may be that of one of the fields, by another pointer.
func sameField(addr ssa.Value, p, q path) bool {
	f, ok := addr.(*ssa.FieldAddr)
	return !ok || f.Field == p.fields[len(p.fields)-1] || f.Field == q.fields[len(q.fields)-1]
}
