package wgcount

import (
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/paths"
	"github.com/gocorelint/gocorelint/analyzers/internal/place"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/typeis"
)

// balance follows the paths of a goroutine and counts its Dones.
func (c *checker) balance(s *spawn) {
	if s.by != nil || !c.onlyStarted(s.fn) {
		return
	}
	dones := c.dones(s)
	if dones == nil {
		return
	}
	add, ok := c.addFor(s, dones[0])
	if !ok {
		return
	}
	wait, ok := c.waitFor(s, dones[0].at, dones[0].variable)
	if !ok {
		return
	}
	loops := flow.LoopsOf(s.fn)
	deferred := dones[0].deferred() || dones[0].instr.Parent() != s.fn
	search := &paths.Search{From: flow.Entry(s.fn), Effect: func(instr ssa.Instruction) []paths.Alt {
		for _, o := range dones {
			if o.instr == instr {
				return []paths.Alt{{Add: 1}}
			}
		}
		if d, ok := instr.(*ssa.Defer); ok && c.defers(d, dones[0].at) {
			return []paths.Alt{{Add: 1}}
		}
		if call, ok := instr.(ssa.CallInstruction); ok && failsTest(call.Common()) {
			return []paths.Alt{{Stop: true}} // a test that has failed may hang
		}
		return nil
	}, Edge: func(from, to *ssa.BasicBlock) bool {
		return !endsLoop(loops, from, to) || deferred || doneBehind(to, dones)
	}}
	var none, one, more *paths.Path
	complete := search.Each(func(p *paths.Path) bool {
		switch {
		case p.Counter == 0 && none == nil:
			none = p
		case p.Counter == 1:
			one = p
		case p.Counter > 1 && more == nil:
			more = p
		}
		return true
	})
	switch {
	case !complete:
		c.Debugf(s.fn.Pos(), "too many paths")
	case none != nil && slices.ContainsFunc(dones, underFlag):
		return // the flag says whether the goroutine is counted
	case none != nil && (one != nil || more != nil):
		c.missed(s, dones[0], wait, none)
	case more != nil && c.countsOne(s, add):
		c.twice(more, dones)
	}
}

// endsLoop reports whether a loop ends by its own condition on the way from one
// block to the other.
func endsLoop(loops *flow.Loops, from, to *ssa.BasicBlock) bool {
	for loop := loops.Innermost(from); loop != nil; loop = loop.Parent {
		if loop.Head == from && !loop.Contains(to) {
			return true
		}
	}
	return false
}

// doneBehind reports whether a Done can follow. Behind a loop that calls Done
// and returns from within, none needs to: such a loop is meant never to end by itself.
func doneBehind(b *ssa.BasicBlock, dones []op) bool {
	return flow.Reaches(flow.Point{Block: b}, func(instr ssa.Instruction) bool {
		for _, o := range dones {
			if o.instr == instr {
				return true
			}
		}
		return false
	}, nil)
}

// dones lists the Dones of the goroutine, if these are all that it does with
// the WaitGroup, each at most once.
func (c *checker) dones(s *spawn) []op {
	var dones []op
	loops := flow.LoopsOf(s.fn)
	for _, o := range c.opsIn(s.fn) {
		switch {
		case o.method != "Done" || len(dones) > 0 && o.at != dones[0].at:
			return nil
		case o.instr.Parent() == s.fn && loops.Innermost(o.instr.Block()) != nil:
			return nil // it counts what it has worked on
		case o.instr.Parent() != s.fn && o.instr.Block() != o.instr.Parent().Blocks[0]:
			return nil // the deferred literal decides
		}
		dones = append(dones, o)
	}
	if len(dones) == 0 || c.handsOn(s.fn, dones) {
		return nil
	}
	return dones
}

// handsOn reports whether somebody else may call Done for the goroutine: what
// it calls, its literals, or who gets the WaitGroup from it.
func (c *checker) handsOn(fn *ssa.Function, dones []op) bool {
	at, variable := dones[0].at, dones[0].variable
	own := func(instr ssa.Instruction) bool {
		for _, o := range dones {
			if o.instr == instr {
				return true
			}
		}
		return false
	}
	var operands []*ssa.Value
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if own(instr) {
				continue
			}
			operands = instr.Operands(operands[:0])
			for _, v := range operands {
				if *v != nil && isAddress(*v) {
					if p, ok := place.Of(*v); ok && p == at {
						return true
					}
				}
			}
			if d, ok := instr.(*ssa.Defer); ok && literal(d.Call.Value) != nil {
				continue
			}
			if mc, ok := instr.(*ssa.MakeClosure); ok && c.touches(mc.Fn.(*ssa.Function), at, variable, own) {
				return true
			}
			if _, isGo := instr.(*ssa.Go); isGo && variable != nil {
				continue
			}
		}
	}
	return variable != nil && c.reachesDone(fn, variable, own)
}

func isAddress(v ssa.Value) bool {
	return typeis.Named(v.Type(), "*sync.WaitGroup")
}

// touches reports whether a literal, or one in it, uses the WaitGroup.
func (c *checker) touches(lit *ssa.Function, at place.Place, variable any, own func(ssa.Instruction) bool) bool {
	for _, o := range c.ops[lit] {
		if o.at == at && !own(o.instr) {
			return true
		}
	}
	for _, inner := range lit.AnonFuncs {
		if c.touches(inner, at, variable, own) {
			return true
		}
	}
	return false
}

// reachesDone reports whether calls lead from the function to another Done.
func (c *checker) reachesDone(fn *ssa.Function, variable any, own func(ssa.Instruction) bool) bool {
	seen := map[*ssa.Function]bool{fn: true}
	work := []*ssa.Function{fn}
	for len(work) > 0 {
		fn := work[len(work)-1]
		work = work[:len(work)-1]
		for _, o := range c.ops[fn] {
			if o.method == "Done" && o.variable == variable && !own(o.instr) {
				return true
			}
		}
		for _, next := range append(c.calls[fn], fn.AnonFuncs...) {
			if next = declared(next); !seen[next] {
				seen[next] = true
				work = append(work, next)
			}
		}
	}
	return false
}

// addFor finds the Add that counts the goroutine: before it is started, on
// every way.
func (c *checker) addFor(s *spawn, done op) (op, bool) {
	for _, o := range c.ops[s.instr.Parent()] {
		if o.method == "Add" && s.same(o, done.at) && o.instr.Block().Dominates(s.instr.Block()) {
			return o, true
		}
	}
	return op{}, false
}

// countsOne reports whether the Add is one for each goroutine that is started.
func (c *checker) countsOne(s *spawn, add op) bool {
	if n, ok := add.delta(); !ok || n != 1 {
		return false
	}
	others := 0
	for _, fn := range c.funcs {
		for _, o := range c.ops[fn] {
			if o.method == "Add" && (o.at == add.at || o.variable != nil && o.variable == add.variable) {
				others++
			}
		}
	}
	loops := flow.LoopsOf(s.instr.Parent())
	return others == 1 && loops.Innermost(add.instr.Block()) == loops.Innermost(s.instr.Block())
}

// defers reports whether the literal that is deferred calls Done.
func (c *checker) defers(d *ssa.Defer, at place.Place) bool {
	lit := literal(d.Call.Value)
	if lit == nil {
		return false
	}
	for _, o := range c.ops[lit] {
		if o.method == "Done" && o.at == at {
			return true
		}
	}
	return false
}

func (c *checker) missed(s *spawn, done, wait op, path *paths.Path) {
	pos := path.Last.Pos()
	if !pos.IsValid() {
		pos = flow.End(s.fn)
	}
	length := len("return")
	if pos == flow.End(s.fn) {
		length = 1
	}
	f := report.Finding{At: report.At(pos, length), Kind: missed, Args: []any{c.name(done), c.Line(pos, wait.instr.Common().Pos())}}
	f.Related = append(f.Related, report.Related(report.At(done.instr.Common().Pos(), 1), "on other ways it calls Done here"))
	c.Report(f)
}

func (c *checker) twice(path *paths.Path, dones []op) {
	var first, second token.Pos
	for _, step := range path.Steps() {
		if step.Alt.Add == 0 {
			continue
		}
		switch pos := step.Instr.(ssa.CallInstruction).Common().Pos(); {
		case !first.IsValid():
			first = pos
		case !second.IsValid():
			second = pos
		}
	}
	at := c.index.At(second)
	if at == nil {
		return
	}
	c.Report(report.Finding{At: at, Kind: twice, Args: []any{c.name(dones[0]), c.Line(second, first)}})
}

func failsTest(call *ssa.CallCommon) bool {
	if call.IsInvoke() {
		return know.FailsTest(call.Method)
	}
	return know.FailsTest(flow.StaticCallee(call))
}

// underFlag reports whether a flag decides, a boolean that is kept somewhere, if the call is made
// before the function goes on.
func underFlag(o op) bool {
	for b := o.instr.Block(); b.Idom() != nil; b = b.Idom() {
		branch, ok := b.Idom().Instrs[len(b.Idom().Instrs)-1].(*ssa.If)
		if !ok || !slices.ContainsFunc(b.Idom().Succs, func(s *ssa.BasicBlock) bool { return s != b && slices.Contains(b.Succs, s) }) {
			continue
		}
		cond := branch.Cond
		if not, ok := cond.(*ssa.UnOp); ok && not.Op == token.NOT {
			cond = not.X
		}
		switch v := cond.(type) {
		case *ssa.Parameter, *ssa.FreeVar:
			return true
		case *ssa.UnOp:
			if v.Op == token.MUL {
				return true
			}
		}
	}
	return false
}
