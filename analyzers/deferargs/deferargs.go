package deferargs

import (
	_ "embed"
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/ssa"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/vars"
)

//go:embed doc.go
var doc string

var (
	early = &report.Kind{ID: "early",
		Format: "defer evaluates %s now, while it is still %s: the call never sees what %s sets; defer a function literal that reads it"}
	copied = &report.Kind{ID: "copied-receiver",
		Format: "defer copies %s now for the value receiver: %s never sees the %s that %s sets; defer a function literal"}
)

// Analyzer is the check with its default settings.
var Analyzer = New()

// New makes the check.
func New() *analysis.Analyzer {
	return report.Check{
		Name:     "deferargs",
		DocFile:  doc,
		Tests:    true,
		Kinds:    []*report.Kind{early, copied},
		Requires: []*analysis.Analyzer{inspect.Analyzer, flow.Analyzer},
		Run:      run,
	}.New()
}

// A candidate is a variable that a deferred call uses by value, and that is
// set later.
type candidate struct {
	id   *ast.Ident
	v    *types.Var
	arg  int       // index of the argument, -1 for the receiver
	set  token.Pos // where it is set
	call *ast.CallExpr
}

func run(pass *report.Pass) {
	found := make(map[token.Pos][]candidate) // by the defer statement
	for cur := range pass.ResultOf[inspect.Analyzer].(*inspector.Inspector).Root().Preorder((*ast.DeferStmt)(nil)) {
		stmt := cur.Node().(*ast.DeferStmt)
		for _, c := range candidates(pass.TypesInfo, stmt.Call) {
			later, ok := setLater(pass.TypesInfo, cur, c.v)
			if !ok {
				continue
			}
			c.set = later.Pos()
			if c.arg < 0 {
				receiver(pass, cur, c)
			}
			found[stmt.Defer] = append(found[stmt.Defer], c)
		}
	}
	if len(found) == 0 {
		return
	}
	for _, fn := range pass.ResultOf[flow.Analyzer].(*flow.Package).Funcs {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				if d, ok := instr.(*ssa.Defer); ok {
					for _, c := range found[d.Pos()] {
						judge(pass, d, c)
					}
				}
			}
		}
	}
}

// candidates lists the variables that are arguments of the call, or its
// receiver, by value.
func candidates(info *types.Info, call *ast.CallExpr) []candidate {
	var list []candidate
	if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok {
		if s := info.Selections[sel]; s != nil && s.Kind() == types.MethodVal && byValue(s) {
			if v := vars.Of(info, sel.X); v != nil {
				list = append(list, candidate{sel.X.(*ast.Ident), v, -1, 0, call})
			}
		}
	}
	if call.Ellipsis.IsValid() {
		return list
	}
	for i, arg := range call.Args {
		if v := vars.Of(info, arg); v != nil {
			list = append(list, candidate{ast.Unparen(arg).(*ast.Ident), v, i, 0, call})
		}
	}
	return list
}

// byValue reports whether the method gets the value of the operand itself, not
// its address.
func byValue(s *types.Selection) bool {
	recv := s.Obj().(*types.Func).Signature().Recv()
	_, operand := s.Recv().Underlying().(*types.Pointer)
	_, pointer := recv.Type().Underlying().(*types.Pointer)
	return operand || !pointer
}

// setLater finds a statement that sets the variable and that control can come
// to after the defer statement.
func setLater(info *types.Info, stmt inspector.Cursor, v *types.Var) (vars.Use, bool) {
	fn := vars.Func(stmt)
	after := stmt.Node().End()
	until := reach(stmt, fn)
	for use := range vars.Uses(info, fn, v) {
		if use.Kind.Changes() && use.Pos() > after && use.Pos() < until {
			return use, true
		}
	}
	return vars.Use{}, false
}

// reach is the end of what control can come to after the statement, looking at
// the blocks around it only: the end of the first that always leaves the
// function, or of the function.
func reach(stmt, fn inspector.Cursor) token.Pos {
	for block := range stmt.Enclosing((*ast.BlockStmt)(nil), (*ast.CaseClause)(nil), (*ast.CommClause)(nil)) {
		if !fn.Contains(block) {
			break
		}
		if leaves(block.Node()) {
			return block.Node().End()
		}
	}
	return fn.Node().End()
}

func leaves(block ast.Node) bool {
	var list []ast.Stmt
	switch b := block.(type) {
	case *ast.BlockStmt:
		list = b.List
	case *ast.CaseClause:
		list = b.Body
	case *ast.CommClause:
		list = b.Body
	}
	if len(list) == 0 {
		return false
	}
	_, ok := list[len(list)-1].(*ast.ReturnStmt)
	return ok
}

// judge reports the candidate if the variable is zero whenever control comes
// to the defer statement.
func judge(pass *report.Pass, d *ssa.Defer, c candidate) {
	value := operand(d, c)
	if value == nil || !zeroAt(value, d) {
		return
	}
	pass.Report(report.Finding{At: c.id, Kind: early, Args: []any{c.v.Name(), zeroName(c.v.Type()), pass.Line(c.id.Pos(), c.set)}})
}

// operand is the value of the candidate in the SSA form.
func operand(d *ssa.Defer, c candidate) ssa.Value {
	common := d.Common()
	if c.arg < 0 {
		switch {
		case common.IsInvoke():
			return common.Value
		case len(common.Args) > 0:
			return common.Args[0]
		}
		return nil
	}
	sig := common.Signature()
	arg := c.arg
	if !common.IsInvoke() && sig.Recv() != nil {
		arg++
	}
	last := len(common.Args) - 1
	if sig.Variadic() && arg >= last {
		return flow.Element(common.Args[last], arg-last)
	}
	if arg > last {
		return nil
	}
	return common.Args[arg]
}

// receiver reports a deferred method with a value receiver that reads what is
// set later.
func receiver(pass *report.Pass, stmt inspector.Cursor, c candidate) {
	method := typeutil.StaticCallee(pass.TypesInfo, c.call)
	if _, ok := c.v.Type().Underlying().(*types.Struct); !ok || method == nil {
		return
	}
	read := fieldsRead(pass, method)
	after := stmt.Node().End()
	until := reach(stmt, vars.Func(stmt))
	for use := range vars.Uses(pass.TypesInfo, vars.Func(stmt), c.v) {
		if use.Kind == vars.Part && use.Field != nil && read[use.Field] && use.Pos() > after && use.Pos() < until {
			pass.Report(report.Finding{At: c.id, Kind: copied, Args: []any{
				c.v.Name(), method.Name(), use.Field.Name(), pass.Line(c.id.Pos(), use.Pos())}})
			return
		}
	}
}

// fieldsRead lists the fields that a method of this package reads of its
// receiver.
func fieldsRead(pass *report.Pass, method *types.Func) map[*types.Var]bool {
	fields := make(map[*types.Var]bool)
	if method.Pkg() != pass.Pkg {
		return fields
	}
	for cur := range pass.ResultOf[inspect.Analyzer].(*inspector.Inspector).Root().Preorder((*ast.FuncDecl)(nil)) {
		decl := cur.Node().(*ast.FuncDecl)
		if pass.TypesInfo.Defs[decl.Name] != method || decl.Recv == nil || len(decl.Recv.List[0].Names) == 0 {
			continue
		}
		recv, ok := pass.TypesInfo.Defs[decl.Recv.List[0].Names[0]].(*types.Var)
		if !ok {
			continue
		}
		for use := range vars.Uses(pass.TypesInfo, cur, recv) {
			if use.Kind == vars.Read && use.Field != nil {
				fields[use.Field] = true
			}
		}
	}
	return fields
}
