package makeappend

import (
	_ "embed"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/expr"
	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

var leading = &report.Kind{ID: "leading-zeros",
	Format: "%s begins with the zero elements that make gives it, and append at %s adds behind them; make it with length 0 and this capacity"}

// Analyzer is the check with its default settings.
var Analyzer = New()

// New makes the check.
func New() *analysis.Analyzer {
	return report.Check{
		Name:     "makeappend",
		DocFile:  doc,
		Tests:    true,
		Kinds:    []*report.Kind{leading},
		Requires: []*analysis.Analyzer{flow.Analyzer, inspect.Analyzer},
		Run:      run,
	}.New()
}

func run(pass *report.Pass) {
	root := pass.ResultOf[inspect.Analyzer].(*inspector.Inspector).Root()
	for _, fn := range pass.ResultOf[flow.Analyzer].(*flow.Package).Funcs {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				if v := made(instr); v != nil {
					check(pass, root, v)
				}
			}
		}
	}
}

// made is the slice that a call of make gives a length, nil for other instructions.
func made(instr ssa.Instruction) ssa.Value {
	switch v := instr.(type) {
	case *ssa.MakeSlice:
		if k, ok := v.Len.(*ssa.Const); !ok || k.Value == nil || constant.Sign(k.Value) != 0 {
			return v
		}
	case *ssa.Slice: // of a capacity that is constant
		alloc, ok := v.X.(*ssa.Alloc)
		if !ok || alloc.Comment != "makeslice" {
			return nil
		}
		if k, ok := v.High.(*ssa.Const); v.High == nil || ok && k.Value != nil && constant.Sign(k.Value) > 0 {
			return v
		}
	}
	return nil
}

func check(pass *report.Pass, root inspector.Cursor, v ssa.Value) {
	appends := onlyAppends(v)
	if len(appends) == 0 {
		return
	}
	mk := callAt(root, v.Pos())
	if !mk.Valid() || len(mk.Node().(*ast.CallExpr).Args) < 2 {
		return
	}
	call := mk.Node().(*ast.CallExpr)
	if len(call.Args) == 3 && pass.TypesInfo.Types[call.Args[1]].Value != nil {
		return // who writes make([]T, 1, n) wants the first element to stay free
	}
	variable := variableOf(pass.TypesInfo, mk)
	if variable == nil {
		return
	}
	for _, a := range appends {
		at := callAt(root, a.Pos())
		if !at.Valid() || !appendsTo(pass.TypesInfo, at, variable) {
			return
		}
		if !inLoopOf(pass.TypesInfo, at, mk, call.Args[1], isNumber(v.Type())) && !spreads(pass.TypesInfo, at, call.Args[1]) {
			continue
		}
		f := report.Finding{At: call, Kind: leading, Args: []any{variable.Name(), pass.Line(call.Pos(), a.Pos())}}
		edit := analysis.TextEdit{Pos: call.Args[1].Pos(), End: call.Args[1].Pos(), NewText: []byte("0, ")}
		if len(call.Args) == 3 {
			edit.End, edit.NewText = call.Args[1].End(), []byte("0")
		}
		f.Fixes = []analysis.SuggestedFix{{Message: "Make " + variable.Name() + " with length 0", TextEdits: []analysis.TextEdit{edit}}}
		pass.Report(f)
		return
	}
}

// onlyAppends lists the appends to the slice. There are none if anything else
// may use the elements that make gave it before the last append, or sets elements at any time, or if
// nobody looks at the slice.
func onlyAppends(v ssa.Value) []*ssa.Call {
	var appends []*ssa.Call
	var rest []ssa.Instruction // uses of what may be the result of an append already
	seen := map[ssa.Value]bool{v: true}
	work := []ssa.Value{v}
	for len(work) > 0 {
		x := work[0]
		work = work[1:]
		for _, ref := range *x.Referrers() {
			switch ref := ref.(type) {
			case *ssa.Phi:
				if !seen[ref] {
					seen[ref] = true
					work = append(work, ref)
				}
				continue
			case *ssa.Call:
				if b, ok := ref.Call.Value.(*ssa.Builtin); ok && b.Name() == "append" && ref.Call.Args[0] == x && ref.Call.Args[1] != x {
					appends = append(appends, ref)
					if !seen[ref] {
						seen[ref] = true
						work = append(work, ref)
					}
					continue
				}
			case *ssa.Slice:
				return nil // perhaps to leave the first elements out
			case *ssa.IndexAddr:
				if sets(ref) {
					return nil
				}
			case *ssa.DebugRef:
				continue
			}
			if x == v {
				return nil
			}
			rest = append(rest, ref)
		}
	}
	if len(rest) == 0 {
		return nil
	}
	for x := range seen {
		if phi, ok := x.(*ssa.Phi); ok && !all(phi.Edges, seen) {
			return nil
		}
	}
	isAppend := func(instr ssa.Instruction) bool {
		call, ok := instr.(*ssa.Call)
		return ok && seen[call]
	}
	remade := func(instr ssa.Instruction) bool { return instr == v.(ssa.Instruction) }
	for _, ref := range rest {
		if flow.Reaches(flow.After(ref), isAppend, remade) {
			return nil
		}
	}
	return appends
}

func all(list []ssa.Value, in map[ssa.Value]bool) bool {
	for _, v := range list {
		if !in[v] {
			return false
		}
	}
	return true
}

// sets reports whether the element is set, or may be by who has its address.
func sets(addr *ssa.IndexAddr) bool {
	for _, ref := range *addr.Referrers() {
		if load, ok := ref.(*ssa.UnOp); !ok || load.Op != token.MUL {
			return true
		}
	}
	return false
}

// inLoopOf reports whether the append is in a loop, behind make, that runs as many times
// as the length says. Where the elements are no numbers any loop is one.
func inLoopOf(info *types.Info, at, mk inspector.Cursor, length ast.Expr, numbers bool) bool {
	for cur := range at.Enclosing((*ast.RangeStmt)(nil), (*ast.ForStmt)(nil), (*ast.FuncLit)(nil), (*ast.FuncDecl)(nil)) {
		switch n := cur.Node().(type) {
		case *ast.RangeStmt:
			if n.Body.Pos() < mk.Node().Pos() && mk.Node().Pos() < n.End() {
				return false
			}
			if !numbers || isCountOf(info, length, n.X) {
				return true
			}
		case *ast.ForStmt:
			if n.Body.Pos() < mk.Node().Pos() && mk.Node().Pos() < n.End() {
				return false
			}
			cond, ok := n.Cond.(*ast.BinaryExpr)
			if !numbers || ok && expr.Same(info, cond.Y, length) {
				return true
			}
		default:
			return false
		}
	}
	return false
}

// spreads recognizes append(v, x...) where the length counts the elements of x.
func spreads(info *types.Info, at inspector.Cursor, length ast.Expr) bool {
	call := at.Node().(*ast.CallExpr)
	if !call.Ellipsis.IsValid() || len(call.Args) != 2 {
		return false
	}
	found := false
	ast.Inspect(length, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			found = found || isCountOf(info, n, call.Args[1])
			return false
		case *ast.BinaryExpr:
			return n.Op == token.ADD
		}
		return !found
	})
	return found
}

// isCountOf reports whether a loop over x runs as many times as the length says.
func isCountOf(info *types.Info, length, x ast.Expr) bool {
	if expr.Same(info, length, x) {
		return true
	}
	call, ok := ast.Unparen(length).(*ast.CallExpr)
	if !ok || len(call.Args) != 1 {
		return false
	}
	id, ok := call.Fun.(*ast.Ident)
	return ok && id.Name == "len" && expr.Same(info, call.Args[0], x)
}

// variableOf is the variable that gets the slice.
func variableOf(info *types.Info, mk inspector.Cursor) types.Object {
	var lhs []ast.Expr
	var rhs []ast.Expr
	switch parent := mk.Parent().Node().(type) {
	case *ast.AssignStmt:
		lhs, rhs = parent.Lhs, parent.Rhs
	case *ast.ValueSpec:
		for _, id := range parent.Names {
			lhs = append(lhs, id)
		}
		rhs = parent.Values
	}
	for i := range rhs {
		if rhs[i] == mk.Node() && len(lhs) == len(rhs) {
			if id, ok := lhs[i].(*ast.Ident); ok {
				return info.ObjectOf(id)
			}
		}
	}
	return nil
}

// appendsTo recognizes v = append(v, …).
func appendsTo(info *types.Info, at inspector.Cursor, v types.Object) bool {
	call := at.Node().(*ast.CallExpr)
	id, ok := ast.Unparen(call.Args[0]).(*ast.Ident)
	return ok && info.ObjectOf(id) == v && variableOf(info, at) == v
}

// isNumber reports whether the elements are numbers or booleans: zero may be
// wanted in front.
func isNumber(t types.Type) bool {
	s, ok := t.Underlying().(*types.Slice)
	if !ok {
		return true
	}
	b, ok := s.Elem().Underlying().(*types.Basic)
	return ok && b.Info()&(types.IsNumeric|types.IsBoolean) != 0
}

// callAt is the call with the parenthesis at the position.
func callAt(root inspector.Cursor, pos token.Pos) inspector.Cursor {
	if !pos.IsValid() {
		return inspector.Cursor{}
	}
	cur, ok := root.FindByPos(pos, pos)
	if !ok {
		return inspector.Cursor{}
	}
	for call := range cur.Enclosing((*ast.CallExpr)(nil)) {
		if call.Node().(*ast.CallExpr).Lparen == pos {
			return call
		}
	}
	return inspector.Cursor{}
}
