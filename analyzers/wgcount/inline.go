package wgcount

import (
	"go/constant"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/typeis"
)

// inline reports an Add of a number that may be 0, where the function calls Done once in any case: it starts one
// goroutine less, and does the work of the last one itself.
func (c *checker) inline(fn *ssa.Function) {
	var add, done *op
	starts := false
	for _, o := range c.ops[fn] {
		switch _, local := o.at.Root.(*ssa.Alloc); {
		case o.method == "Wait":
		case !local || o.method == "Go" || o.method == "Add" && add != nil:
			return
		case o.method == "Add":
			add = &o
		case done == nil && !o.deferred():
			done = &o
		}
	}
	if add == nil || flow.LoopsOf(fn).Innermost(add.instr.Block()) != nil || !mayBeZero(add.instr.Common().Args[1], 0) || c.excludesZero(add.instr, 0) {
		return
	}
	var calls ssa.CallInstruction
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			s, ok := spawnOf(instr)
			starts = starts || ok && s.by == nil && c.counts(s, *add) && flow.LoopsOf(fn).Innermost(b) != nil
			if call, ok := instr.(*ssa.Call); ok && done == nil && calls == nil && c.runsDone(call, *add) {
				calls = call
			}
		}
	}
	if done != nil && done.at == add.at {
		calls = done.instr
	}
	if !starts || calls == nil || flow.LoopsOf(fn).Innermost(calls.Block()) != nil || flow.Reaches(flow.After(add.instr), flow.IsReturn, flow.Is(calls)) {
		return
	}
	at := c.source(*add)
	if at == nil {
		return
	}
	c.Report(report.Finding{At: at, Kind: zero, Args: []any{c.name(*add), c.Line(at.Pos(), calls.Pos())}})
}

// counts reports whether the goroutine calls Done of what the Add is one of.
func (c *checker) counts(s *spawn, add op) bool {
	for _, o := range c.opsIn(origin(s.fn)) {
		if o.method == "Done" && (&spawn{instr: s.instr, fn: origin(s.fn), args: s.args}).same(add, o.at) {
			return true
		}
	}
	return false
}

// runsDone reports whether a call of a function of the package calls Done of what the Add is one of, in any case.
func (c *checker) runsDone(call *ssa.Call, add op) bool {
	callee := call.Call.StaticCallee()
	if callee == nil {
		return false
	}
	s := &spawn{instr: call, fn: origin(callee), args: call.Call.Args}
	for _, o := range c.ops[s.fn] {
		if o.method == "Done" && s.same(add, o.at) && !flow.Reaches(flow.Entry(s.fn), flow.IsReturn, flow.Is(o.instr)) {
			return true
		}
	}
	return false
}

// origin is the generic function behind an instance.
func origin(fn *ssa.Function) *ssa.Function {
	if fn.Origin() != nil {
		return fn.Origin()
	}
	return fn
}

// mayBeZero reports whether a number is the length of something, or may be.
func mayBeZero(n ssa.Value, depth int) bool {
	switch n := n.(type) {
	case *ssa.Phi:
		for _, edge := range n.Edges {
			if depth < 3 && mayBeZero(edge, depth+1) {
				return true
			}
		}
	case *ssa.Call:
		b, ok := n.Call.Value.(*ssa.Builtin)
		if ok && b.Name() == "min" {
			for _, arg := range n.Call.Args {
				if mayBeZero(arg, depth+1) {
					return true
				}
			}
		}
		if of := flow.LengthOf(n); of != nil {
			_, isConst := constantOf(of)
			return !isConst
		}
	}
	return false
}

func constantOf(v ssa.Value) (constant.Value, bool) {
	k, ok := v.(*ssa.Const)
	if !ok || k.Value == nil {
		return nil, false
	}
	return k.Value, true
}

// excludesZero reports whether a test on the way to an instruction, here or in each caller, may keep a number that is 0 away.
func (c *checker) excludesZero(at ssa.Instruction, depth int) bool {
	for b := at.Block(); b.Idom() != nil; b = b.Idom() {
		branch, ok := b.Idom().Instrs[len(b.Idom().Instrs)-1].(*ssa.If)
		if !ok {
			continue
		}
		for i, next := range b.Idom().Succs {
			if !flow.Reaches(flow.Point{Block: next}, flow.Is(at), nil) && keepsZero(branch.Cond, i == 0) {
				return true
			}
		}
	}
	sites := 0
	for _, fn := range c.funcs {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				call, ok := instr.(ssa.CallInstruction)
				if !ok || call.Common().StaticCallee() == nil || origin(call.Common().StaticCallee()) != at.Parent() {
					continue
				}
				sites++
				if depth < 3 && !c.excludesZero(call, depth+1) {
					return false
				}
			}
		}
	}
	return sites > 0
}

// keepsZero reports whether the condition, as it comes out, may mean that a number is 0: such a number goes that way.
func keepsZero(cond ssa.Value, holds bool) bool {
	cmp, ok := cond.(*ssa.BinOp)
	if !ok {
		return true // unknown
	}
	if _, isConst := constantOf(cmp.Y); flow.IsNil(cmp.Y) || !isConst || !typeis.Integer(cmp.X.Type()) {
		return flow.LengthOf(cmp.X) == nil && !typeis.Integer(cmp.X.Type()) && !isError(cmp.X)
	}
	y, _ := constantOf(cmp.Y)
	return constant.Compare(constant.MakeInt64(0), cmp.Op, y) == holds
}

func isError(v ssa.Value) bool { return typeis.Named(v.Type(), "error") }
