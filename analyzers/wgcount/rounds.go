package wgcount

import (
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/paths"
	"github.com/gocorelint/gocorelint/analyzers/internal/place"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

// rounds compares what is added before a loop with what the goroutines of the loop count down.
func (c *checker) rounds(s *spawn) {
	fn := s.instr.Parent()
	loop := flow.LoopsOf(fn).Innermost(s.instr.Block())
	if loop == nil || s.by != nil || !c.onlyStarted(s.fn) {
		return
	}
	dones := c.dones(s)
	if dones == nil || !always(s.fn, dones) {
		return
	}
	add, ok := c.addFor(s, dones[0])
	if !ok || loop.Contains(add.instr.Block()) {
		return
	}
	for _, f := range c.funcs {
		for _, o := range c.ops[f] {
			if o.instr != add.instr && o.method != "Wait" && !slices.ContainsFunc(dones, func(d op) bool { return d.instr == o.instr }) && (f == fn || f.Parent() == fn || o.variable != nil && o.variable == add.variable) {
				return // it is counted elsewhere too
			}
		}
	}
	wait, ok := c.waitFor(s, dones[0].at, dones[0].variable)
	at := c.source(add)
	if !ok || at == nil || wait.instr.Parent() != fn {
		return
	}
	if n, ok := add.delta(); ok {
		trips, known := paths.Trips(loop)
		if (known && trips > n || !known && n == 1) && eachRound(s.instr, loop) && turns(loop) {
			c.Report(report.Finding{At: at, Kind: once, Args: []any{n, c.Line(at.Pos(), s.instr.Pos())}})
		}
		return
	}
	counted := flow.LengthOf(add.instr.Common().Args[1])
	if counted == nil || loop.Parent != nil && loop.Parent.Contains(add.instr.Block()) || !ranges(loop, counted) {
		return
	}
	if skip := skipped(s.instr, loop); skip != nil {
		c.Report(report.Finding{At: at, Kind: skips, Args: []any{c.Line(at.Pos(), skip.Cond.Pos()), c.Line(at.Pos(), wait.instr.Common().Pos())}})
	}
}

// always reports whether the goroutine calls Done in any case: first of all it defers that.
func always(fn *ssa.Function, dones []op) bool {
	for _, o := range dones {
		if o.instr.Parent() != fn || o.deferred() && o.instr.Block() == fn.Blocks[0] {
			return true // what the goroutine defers, or a literal that it defers
		}
	}
	return false
}

// eachRound reports whether no round of the loop gets to the next one without the instruction.
func eachRound(instr ssa.Instruction, loop *flow.Loop) bool {
	for _, latch := range loop.Head.Preds {
		if loop.Contains(latch) && !instr.Block().Dominates(latch) {
			return false
		}
	}
	return true
}

// turns reports whether the loop ends by its own condition only.
func turns(loop *flow.Loop) bool {
	for _, b := range loop.Head.Parent().Blocks {
		if !loop.Contains(b) || b == loop.Head {
			continue
		}
		for _, next := range b.Succs {
			if !loop.Contains(next) {
				return false
			}
		}
	}
	return true
}

// ranges reports whether the loop has one round for each element of the value.
func ranges(loop *flow.Loop, v ssa.Value) bool {
	for _, instr := range loop.Head.Instrs {
		switch instr := instr.(type) {
		case *ssa.Next: // of a map
			r, ok := instr.Iter.(*ssa.Range)
			return ok && same(r.X, v)
		case *ssa.BinOp:
			if instr.Op == token.LSS {
				of := flow.LengthOf(instr.Y)
				return of != nil && same(of, v)
			}
		}
	}
	return false
}

// same reports whether two values are one, or loads of a variable that keeps its value, or of a field.
func same(a, b ssa.Value) bool {
	if a == b {
		return true
	}
	x, ok := a.(*ssa.UnOp)
	y, also := b.(*ssa.UnOp)
	if !ok || !also || x.Op != token.MUL || y.Op != token.MUL {
		return false
	}
	if x.X == y.X && place.StoredOnce(x.X) != nil {
		return true
	}
	p, ok := place.Of(x.X)
	q, also := place.Of(y.X)
	return ok && also && p == q && p.Path != ""
}

// skipped is a branch by which a round leaves out the go statement and goes on to the next, if no goroutine is
// started on the way that it takes.
func skipped(start ssa.CallInstruction, loop *flow.Loop) *ssa.If {
	seen := make(map[*ssa.BasicBlock]bool)
	var branch *ssa.If
	var visit func(b *ssa.BasicBlock, last *ssa.If) bool
	visit = func(b *ssa.BasicBlock, last *ssa.If) bool {
		if b == loop.Head && last != nil {
			branch = last
			return true
		}
		if !loop.Contains(b) || seen[b] {
			return false
		}
		seen[b] = true
		for _, instr := range b.Instrs {
			if instr == ssa.Instruction(start) {
				return false
			}
			if _, ok := instr.(*ssa.Go); ok {
				return false
			}
			if _, ok := opOf(instr); ok {
				return false
			}
		}
		if cond, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If); ok && b != loop.Head {
			last = cond
		}
		for _, next := range b.Succs {
			if visit(next, last) {
				return true
			}
		}
		return false
	}
	visit(loop.Head, nil)
	if branch == nil || !branch.Cond.Pos().IsValid() {
		return nil
	}
	return branch
}
