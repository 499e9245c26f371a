package goshare

import (
	"go/ast"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

// loopVariable reports a goroutine that uses the variable of a for statement around it, which is one for
// all rounds before Go 1.22, if the next round sets it with nothing in between that may wait for the goroutine. What go
// vet reports is left to it.
func (c *checker) loopVariable(s *start, variable *ssa.Alloc, loop *flow.Loop) bool {
	stmt := c.nextSets(s.call, variable, loop)
	if !stmt.Valid() {
		return false
	}
	if there := s.does[variable][0]; there.instr.Pos().IsValid() && !c.vetReports(s.call, stmt, variable) {
		c.oneForAll(report.At(there.instr.Pos(), len(variable.Comment)), s.call, variable)
	}
	return true
}

// methodOfVariable reports go v.run() where v is such a variable and the method gets its address.
func (c *checker) methodOfVariable(start *ssa.Go, loops *flow.Loops) {
	fn := start.Call.StaticCallee()
	if fn == nil || len(fn.Blocks) == 0 || len(fn.Params) != len(start.Call.Args) {
		return
	}
	for i, arg := range start.Call.Args {
		variable, ok := arg.(*ssa.Alloc)
		if ok && dereferenced(fn.Params[i]) && c.nextSets(start, variable, loops.Innermost(start.Block())).Valid() {
			c.oneForAll(report.At(start.Pos(), len("go")), start, variable)
		}
	}
}

// dereferenced reports whether the function looks at what the pointer leads to.
func dereferenced(p *ssa.Parameter) bool {
	return slices.ContainsFunc(*p.Referrers(), func(ref ssa.Instruction) bool {
		switch ref := ref.(type) {
		case *ssa.UnOp:
			return true
		case *ssa.FieldAddr:
			return !slices.ContainsFunc(*ref.Referrers(), func(use ssa.Instruction) bool {
				call, ok := use.(ssa.CallInstruction)
				return ok && ofSync(call.Common())
			})
		}
		return false
	})
}

func (c *checker) oneForAll(at analysis.Range, start ssa.CallInstruction, variable *ssa.Alloc) {
	c.Report(report.Finding{At: at, Kind: loopVar, Until: "go1.22", Args: []any{variable.Comment, c.Line(at.Pos(), start.Pos())},
		Related: []analysis.RelatedInformation{report.Related(report.At(variable.Pos(), len(variable.Comment)), "each round sets it here")}})
}

// nextSets is the for statement whose variable it is, if the round that comes after the start sets the
// variable, and nothing before that may wait for the goroutine.
func (c *checker) nextSets(start ssa.CallInstruction, variable *ssa.Alloc, loop *flow.Loop) inspector.Cursor {
	var none inspector.Cursor
	if loop == nil || loop.Contains(variable.Block()) {
		return none
	}
	for loop.Parent != nil && !loop.Parent.Contains(variable.Block()) {
		loop = loop.Parent
	}
	if once(loop) {
		return none
	}
	_, ok := reach(flow.After(start), func(instr ssa.Instruction) bool {
		store, ok := instr.(*ssa.Store)
		return ok && store.Addr == variable
	}, func(instr ssa.Instruction) bool { return !loop.Contains(instr.Block()) || orders(instr) })
	if !ok {
		return none
	}
	return c.declaredBy(variable)
}

// declaredBy is the for statement that declares the variable.
func (c *checker) declaredBy(variable *ssa.Alloc) inspector.Cursor {
	root := c.ResultOf[inspect.Analyzer].(*inspector.Inspector).Root()
	id, ok := root.FindByPos(variable.Pos(), variable.Pos())
	if !ok {
		return inspector.Cursor{}
	}
	switch id.ParentEdgeKind() {
	case edge.RangeStmt_Key, edge.RangeStmt_Value:
		return id.Parent()
	case edge.AssignStmt_Lhs:
		if id.Parent().ParentEdgeKind() == edge.ForStmt_Init {
			return id.Parent().Parent()
		}
	}
	return inspector.Cursor{}
}

// vetReports reports whether loopclosure does: the loop's last statement, or the last one of that, starts the
// goroutine.
func (c *checker) vetReports(start ssa.CallInstruction, loop inspector.Cursor, variable *ssa.Alloc) bool {
	if f, ok := loop.Node().(*ast.ForStmt); ok && !sets(f.Post, variable.Comment) {
		return false
	}
	if call, ok := start.(*ssa.Call); ok && call.Call.StaticCallee().Pkg.Pkg.Path() == "sync" {
		return false // it does not know WaitGroup.Go
	}
	root := c.ResultOf[inspect.Analyzer].(*inspector.Inspector).Root()
	at, ok := root.FindByPos(start.Pos(), start.Pos())
	if !ok {
		return true
	}
	for stmt := range at.Enclosing((*ast.GoStmt)(nil), (*ast.ExprStmt)(nil)) {
		return isLast(stmt, loop)
	}
	return true
}

// sets reports whether the statement sets the variable with the name.
func sets(post ast.Stmt, name string) bool {
	named := func(e ast.Expr) bool {
		id, ok := e.(*ast.Ident)
		return ok && id.Name == name
	}
	switch post := post.(type) {
	case *ast.AssignStmt:
		return slices.ContainsFunc(post.Lhs, named)
	case *ast.IncDecStmt:
		return named(post.X)
	}
	return false
}

// isLast reports whether the statement is the last one of the loop, or of its last statement, and so on.
func isLast(stmt, loop inspector.Cursor) bool {
	for stmt != loop {
		block := stmt.Parent()
		var list []ast.Stmt
		switch b := block.Node().(type) {
		case *ast.BlockStmt:
			list = b.List
		case *ast.CaseClause:
			list, block = b.Body, block.Parent()
		case *ast.CommClause:
			list, block = b.Body, block.Parent()
		default:
			return false
		}
		if list[len(list)-1] != stmt.Node() {
			return false
		}
		for stmt = block.Parent(); stmt.ParentEdgeKind() == edge.IfStmt_Else; {
			stmt = stmt.Parent()
		}
		switch stmt.Node().(type) {
		case *ast.IfStmt, *ast.ForStmt, *ast.RangeStmt, *ast.SwitchStmt, *ast.TypeSwitchStmt, *ast.SelectStmt:
		default:
			return false
		}
	}
	return true
}
