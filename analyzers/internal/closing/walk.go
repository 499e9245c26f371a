package closing

import (
	"go/token"
	"go/types"
	"slices"
	"strconv"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
)

// A walker answers one question about one function: does control, from a point
// on, surely meet an operation on the channel?
type walker struct {
	*Engine
	fn    *ssa.Function
	loops *flow.Loops
	depth int

	closeOnly bool  // sends are in order: the close comes from another goroutine
	deferred  bool  // the close itself is deferred: only deferred closes count
	until     bool  // the question is whether the channel is closed on return
	race      *race // the question is whether some path waits for nothing

	nodes map[string]*node
	order []*node
}

type job struct {
	node *node
	at   flow.Point
	st   *state
}

func (e *Engine) newWalker(fn *ssa.Function, depth int) *walker {
	return &walker{Engine: e, fn: fn, depth: depth, loops: flow.LoopsOf(fn), nodes: make(map[string]*node)}
}

// run explores the function from the point on and returns what surely happens,
// or nil.
func (w *walker) run(from flow.Point, st *state) *Hit {
	start := &node{}
	w.order = append(w.order, start)
	work := []job{{start, from, st}}
	for len(work) > 0 {
		j := work[len(work)-1]
		work = append(work[:len(work)-1], w.block(j)...)
		if len(w.nodes) > maxNodes {
			w.debugf(w.fn.Pos(), "%s has too many paths", w.fn.Name())
			return nil
		}
	}
	return decide(start, w.order)
}

// block follows one basic block and returns what is to be followed next.
func (w *walker) block(j job) []job {
	st, block := j.st, j.at.Block
	for _, instr := range block.Instrs[j.at.Index:] {
		if hit := w.step(st, instr); hit != nil {
			j.node.hit = hit
			j.node.again = w.loops.Innermost(block) != nil
			return nil
		}
		if w.race != nil && w.stops(st, instr) {
			return nil
		}
		if _, ok := instr.(*ssa.Panic); ok {
			j.node.dead = true
			return nil
		}
		if _, ok := instr.(*ssa.Return); ok && w.until && st.closed && !st.lost() {
			j.node.hit = &Hit{}
			return nil
		}
		if st.lost() && !w.deferred {
			return nil
		}
	}
	switch len(block.Succs) {
	case 0:
		_, returns := block.Instrs[len(block.Instrs)-1].(*ssa.Return)
		j.node.dead = !returns
		return nil
	case 1:
		return w.edge(nil, j.node, block, 0, st)
	}
	return w.branch(j.node, block, st)
}

// branch follows the sides of a condition that are possible.
func (w *walker) branch(n *node, block *ssa.BasicBlock, st *state) (next []job) {
	test, ok := block.Instrs[len(block.Instrs)-1].(*ssa.If)
	if !ok {
		return nil
	}
	c, negated := st.conditionOf(test.Cond)
	value, decided := st.decided(c)
	if !decided && w.mustTake(st, c) {
		value, decided = true, true
	}
	n.any = !decided && (w.race != nil || w.free(st, c, block))
	for i := range block.Succs {
		is := (i == 0) != negated
		if decided && is != value {
			continue
		}
		side := st.clone()
		if !decided {
			side.learn(c, is)
		}
		if w.race != nil && !w.follows(side, c, is, block, block.Succs[i]) {
			continue
		}
		next = w.edge(next, n, block, i, side)
	}
	return next
}

// mustTake reports whether the last case of a select statement with default is
// taken because a case receives from the closed channel.
func (w *walker) mustTake(st *state, c condition) bool {
	i, ok := caseOf(c, nil)
	if !ok {
		return false
	}
	sel := c.x.(*ssa.Extract).Tuple.(*ssa.Select)
	if sel.Blocking || i != len(sel.States)-1 {
		return false
	}
	return slices.ContainsFunc(sel.States, func(s *ssa.SelectState) bool { return st.is(s.Chan) })
}

func (w *walker) edge(next []job, n *node, from *ssa.BasicBlock, i int, st *state) []job {
	to := from.Succs[i]
	st.enter(from, to)
	key := st.key() + strconv.Itoa(to.Index)
	succ := w.nodes[key]
	if succ == nil {
		succ = &node{}
		w.nodes[key] = succ
		w.order = append(w.order, succ)
		next = append(next, job{succ, flow.Point{Block: to}, st})
	}
	n.succs = append(n.succs, succ)
	return next
}

// step follows one instruction. It returns the operation on the closed
// channel, if it is one.
func (w *walker) step(st *state, instr ssa.Instruction) *Hit {
	switch instr := instr.(type) {
	case *ssa.Phi:
		return nil
	case *ssa.Store:
		st.store(instr)
		return nil
	case *ssa.Defer:
		return w.deferStmt(st, instr)
	case *ssa.RunDefers:
		return w.runDefers(st)
	}
	if v, ok := instr.(ssa.Value); ok {
		w.define(st, v)
	}
	hit := w.hits(st, instr)
	w.forget(st, instr)
	return hit
}

// define follows an instruction that makes a value.
func (w *walker) define(st *state, v ssa.Value) {
	st.defined(v)
	switch v := v.(type) {
	case *ssa.UnOp:
		if v.Op == token.MUL {
			st.load(v)
		}
	case *ssa.ChangeType:
		if st.is(v.X) {
			st.add(v)
		}
	}
}

// forget drops the places that the instruction may change.
func (w *walker) forget(st *state, instr ssa.Instruction) {
	st.places = slices.DeleteFunc(st.places, func(p place) bool {
		return w.mayWrite(instr, p, w.volatile(p, w.fn))
	})
}

// hits reports whether the instruction surely operates on the channel, in a
// way that panics if that is closed.
func (w *walker) hits(st *state, instr ssa.Instruction) *Hit {
	switch instr := instr.(type) {
	case *ssa.Send:
		if st.is(instr.Chan) {
			return w.found(st, &Hit{Op: OpSend, Instr: instr, At: instr})
		}
	case *ssa.Select:
		for i, s := range instr.States {
			if s.Dir == types.SendOnly && st.is(s.Chan) {
				return w.found(st, &Hit{OpSend, instr, instr, i})
			}
		}
	case ssa.CallInstruction:
		if w.until && starts(instr) {
			return nil // it may still be open on return
		}
		return w.found(st, w.hitsCall(st, instr))
	}
	return nil
}

func (w *walker) found(st *state, hit *Hit) *Hit {
	if hit == nil || w.deferred {
		return nil
	}
	if w.until {
		st.closed = st.closed || hit.Op == OpClose
		return nil
	}
	if w.closeOnly && hit.Op == OpSend {
		return nil
	}
	if w.race != nil && (st.ordered || hit.Starts() || waits(hit.At.Parent()) && hit.At != hit.Instr) {
		return nil
	}
	return hit
}

// hitsCall asks what a call, go or defer statement surely does.
func (w *walker) hitsCall(st *state, call ssa.CallInstruction) *Hit {
	if ch := closedBy(call); ch != nil {
		if st.is(ch) {
			return &Hit{Op: OpClose, Instr: call, At: call}
		}
		return nil
	}
	callee, bound := calleeOf(call)
	if callee == nil || w.depth >= maxDepth {
		return nil
	}
	inner := inside(st, bound)
	if inner == nil {
		return nil
	}
	if hit := w.ask(callee, inner, w.closeOnly || w.until, w.depth+1); hit != nil {
		return &Hit{hit.Op, call, hit.At, hit.Case}
	}
	return nil
}

func (w *walker) deferStmt(st *state, d *ssa.Defer) *Hit {
	if !w.deferred {
		st.defers = append(slices.DeleteFunc(st.defers, func(o *ssa.Defer) bool { return o == d }), d)
		return nil
	}
	if hit := w.hitsCall(st, d); hit != nil && hit.Op == OpClose {
		return hit
	}
	return nil
}

// runDefers runs the deferred calls that are known to be there, the last one
// first.
func (w *walker) runDefers(st *state) *Hit {
	for i := len(st.defers) - 1; i >= 0; i-- {
		d := st.defers[i]
		if hit := w.found(st, w.hitsCall(st, d)); hit != nil {
			return hit
		}
		if w.race != nil && !w.passes(d, 0) {
			st.ordered = true
		}
	}
	st.defers = nil
	return nil
}
