package wgcount

import (
	"go/ast"
	"go/token"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

// inside reports an Add that counts the goroutine in which it is called.
func (c *checker) inside(s *spawn) {
	if s.by != nil || !c.onlyStarted(s.fn) {
		return
	}
	add, ok := c.firstAdd(s.fn)
	if !ok {
		return
	}
	switch {
	case isFirst(s.fn, c.source(add)):
		return // go vet reports it
	case !c.doneBy(s.fn, add):
		return // it counts something else
	case c.counted(s, add):
		return // the counter is above zero all the time
	case flow.Reaches(flow.After(s.instr), meets, s.waits(add)):
		return // who starts it may wait until it has counted itself
	}
	wait, ok := c.waitFor(s, add.at, add.variable)
	if !ok || wait.instr.Parent() == s.fn {
		return
	}
	at := c.source(add)
	if at == nil {
		return
	}
	c.Report(report.Finding{At: at, Kind: inside, Args: []any{
		c.Line(at.Pos(), wait.instr.Common().Pos()), c.Line(at.Pos(), s.instr.Pos())}})
}

// firstAdd is the Add that the goroutine comes to in any case, before anything
// that could tell others where it is.
func (c *checker) firstAdd(fn *ssa.Function) (op, bool) {
	for _, instr := range fn.Blocks[0].Instrs {
		if o, ok := opOf(instr); ok && o.method == "Add" && !o.deferred() {
			n, known := o.delta()
			return o, known && n > 0
		}
		if meets(instr) {
			return op{}, false
		}
	}
	return op{}, false
}

// meets reports whether an instruction may wait for another goroutine, or let
// one go on that waits.
func meets(instr ssa.Instruction) bool {
	switch instr := instr.(type) {
	case *ssa.Send, *ssa.Select:
		return true
	case *ssa.UnOp:
		return instr.Op == token.ARROW
	case ssa.CallInstruction:
		common := instr.Common()
		if b, ok := common.Value.(*ssa.Builtin); ok {
			return b.Name() == "close"
		}
		if common.IsInvoke() {
			return common.Method.Name() == "Lock"
		}
		if _, ok := opOf(instr); ok {
			return false
		}
		callee := common.StaticCallee()
		if callee == nil || callee.Pkg == nil {
			return false
		}
		switch callee.Pkg.Pkg.Path() {
		case "sync", "sync/atomic", "internal/sync":
			return true
		}
	}
	return false
}

// waits returns what recognizes the Wait for the goroutine.
func (s *spawn) waits(add op) func(ssa.Instruction) bool {
	return func(instr ssa.Instruction) bool {
		o, ok := opOf(instr)
		return ok && o.method == "Wait" && s.same(o, add.at)
	}
}

// isFirst reports whether the call is the first statement of a function literal.
func isFirst(fn *ssa.Function, call *ast.CallExpr) bool {
	lit, ok := fn.Syntax().(*ast.FuncLit)
	if !ok || len(lit.Body.List) == 0 {
		return false
	}
	stmt, ok := lit.Body.List[0].(*ast.ExprStmt)
	return ok && stmt.X == call
}

// doneBy reports whether the goroutine itself takes back what it has added.
func (c *checker) doneBy(fn *ssa.Function, add op) bool {
	for _, o := range c.opsIn(fn) {
		if o.method == "Done" && o.at == add.at {
			return true
		}
	}
	return false
}

// opsIn lists the operations of a function and of the literals that it defers.
func (c *checker) opsIn(fn *ssa.Function) []op {
	ops := c.ops[fn]
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if d, ok := instr.(*ssa.Defer); ok {
				if lit := literal(d.Call.Value); lit != nil {
					ops = append(ops[:len(ops):len(ops)], c.ops[lit]...)
				}
			}
		}
	}
	return ops
}

// literal returns the function literal that a value is, or nil.
func literal(v ssa.Value) *ssa.Function {
	if mc, ok := v.(*ssa.MakeClosure); ok {
		v = mc.Fn
	}
	if fn, ok := v.(*ssa.Function); ok && fn.Parent() != nil {
		return fn
	}
	return nil
}

// counted reports whether the function that starts the goroutine adds to the
// WaitGroup too, or is counted by it.
func (c *checker) counted(s *spawn, add op) bool {
	for _, o := range c.opsIn(s.instr.Parent()) {
		if (o.method == "Add" || o.method == "Done" || o.method == "Go") && (s.same(o, add.at) || o.variable != nil && o.variable == add.variable) {
			return true
		}
	}
	return false
}
