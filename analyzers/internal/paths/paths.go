// Package paths is the engine that follows the paths of one function and
// counts along them, leaving out paths that can't happen because the same
// condition would have to decide in two ways.
//
// It is a bounded enumeration in the manner of ESP (Das, Lerner, Seigle: ESP:
// Path-Sensitive Program Verification in Polynomial Time, PLDI 2002): paths
// are merged where they agree on the place, the counter and the decisions
// that can matter again.
package paths

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
)

// Many is where the counter stops counting: it stays Many whatever is
// taken away.
const Many = 64

// An Alt is one way in which an instruction can go on.
type Alt struct {
	Add  int  // what it adds to the counter
	Once bool // only the first time on a path
	Stop bool // the path is of no interest any more

	// Case is the case that a select statement takes, -1 for its default.
	Case int
	// Got says that a receive with a comma-ok result got a value.
	Got bool
}

// A Search follows the paths of a function from a point to its returns.
// A path on which the counter would fall below zero can't happen.
type Search struct {
	From  flow.Point
	Start int // value of the counter there
	// Effect lists the ways in which an instruction can go on. None
	// means that it changes nothing; a select statement then takes any case.
	Effect func(ssa.Instruction) []Alt
	// Edge, if not nil, reports whether to follow the edge between two blocks.
	Edge func(from, to *ssa.BasicBlock) bool
	// End, if not nil, reports whether the path ends at the instruction,
	// beside the returns, where every path ends.
	End func(ssa.Instruction) bool
	// Budget bounds the states; 0 is a reasonable number.
	Budget int
}

// A Path is one path that reached an end.
type Path struct {
	Counter int
	Last    ssa.Instruction // the return, or where End was true

	state *state
}

// A Step is an instruction for which Effect had something to say, or a select
// statement, and the way that the path took.
type Step struct {
	Instr ssa.Instruction
	Alt   Alt
}

// Steps lists the noteworthy instructions of the path in order.
func (p *Path) Steps() []Step {
	var steps []Step
	for s := p.state; s != nil; s = s.parent {
		for i := len(s.steps) - 1; i >= 0; i-- {
			steps = append(steps, s.steps[i])
		}
	}
	slices.Reverse(steps)
	return steps
}

// state is a point on a path.
type state struct {
	block   *ssa.BasicBlock
	index   int
	counter int
	done    string              // names of the Once instructions that ran
	decided map[string]decision // by condition
	phis    map[*ssa.Phi]ssa.Value
	cells   map[*ssa.Alloc]ssa.Value
	taken   map[ssa.Value]Alt // select statements and receives

	parent *state
	steps  []Step
}

type decision struct {
	value bool
	from  []*ssa.BasicBlock // where its operands are computed
}

// Each calls yield for each distinct path until it returns false. It reports
// whether the search was complete: within the budget, or ended by yield.
func (s *Search) Each(yield func(*Path) bool) bool {
	budget := s.Budget
	if budget == 0 {
		budget = 4000
	}
	e := &explorer{Search: s, conds: condsOf(s.From.Block.Parent()), seen: make(map[string]bool)}
	e.push(e.start())
	for len(e.work) > 0 {
		if budget--; budget < 0 {
			return false
		}
		st := e.work[len(e.work)-1]
		e.work = e.work[:len(e.work)-1]
		if path := e.run(st); path != nil && !yield(path) {
			return true
		}
	}
	return true
}

// Max returns a path with the largest counter. complete is false when the
// search was given up; then there may be a larger one.
func (s *Search) Max() (best *Path, complete bool) {
	complete = s.Each(func(p *Path) bool {
		if best == nil || p.Counter > best.Counter {
			best = p
		}
		return true
	})
	return best, complete
}

type explorer struct {
	*Search
	conds *conds
	work  []*state
	seen  map[string]bool
}

// start assumes the decisions that every path to the first block takes.
func (e *explorer) start() *state {
	st := &state{block: e.From.Block, index: e.From.Index, counter: e.Start, decided: make(map[string]decision)}
	for b := st.block; b.Idom() != nil; b = b.Idom() {
		idom := b.Idom()
		cond, ok := idom.Instrs[len(idom.Instrs)-1].(*ssa.If)
		if !ok || len(b.Preds) != 1 || idom.Succs[0] == idom.Succs[1] {
			continue
		}
		e.conds.decide(st, cond.Cond, idom.Succs[0] == b)
	}
	return st
}

func (e *explorer) push(st *state) {
	if key := st.key(); !e.seen[key] {
		e.seen[key] = true
		e.work = append(e.work, st)
	}
}

// run follows the state to the end of its block, or to the first instruction
// that can go on in several ways. It returns a path that has ended.
func (e *explorer) run(st *state) *Path {
	for i := st.index; i < len(st.block.Instrs); i++ {
		instr := st.block.Instrs[i]
		if _, ok := instr.(*ssa.Return); ok || e.End != nil && e.End(instr) {
			return &Path{Counter: st.counter, Last: instr, state: st}
		}
		if store, ok := instr.(*ssa.Store); ok {
			st.store(e.conds, store)
		}
		alts := e.alternatives(instr)
		if len(alts) == 0 {
			continue
		}
		for _, alt := range slices.Backward(alts) {
			if next := st.take(instr, alt, i+1); next != nil {
				e.push(next)
			}
		}
		return nil
	}
	e.leave(st)
	return nil
}

// store notes what a variable holds now.
func (st *state) store(c *conds, store *ssa.Store) {
	st.forget(c, store.Addr)
	cell, ok := store.Addr.(*ssa.Alloc)
	if !ok || !c.cells[cell] {
		return
	}
	st.cells = maps.Clone(st.cells)
	if st.cells == nil {
		st.cells = make(map[*ssa.Alloc]ssa.Value)
	}
	st.cells[cell] = st.resolve(store.Val)
}

func (e *explorer) alternatives(instr ssa.Instruction) []Alt {
	if alts := e.Effect(instr); alts != nil {
		return alts
	}
	sel, ok := instr.(*ssa.Select)
	if !ok {
		return nil
	}
	return AnyCase(sel)
}

// AnyCase lists the cases of a select statement, each without an effect.
func AnyCase(sel *ssa.Select) []Alt {
	var alts []Alt
	for i := range sel.States {
		alts = append(alts, Alt{Case: i})
	}
	if !sel.Blocking {
		alts = append(alts, Alt{Case: -1})
	}
	return alts
}

// take returns the state after the instruction went on in one way, or nil.
func (st *state) take(instr ssa.Instruction, alt Alt, index int) *state {
	if alt.Stop {
		return nil
	}
	next := *st
	next.parent, next.index = st, index
	next.steps = []Step{{instr, alt}}
	add := alt.Add
	if alt.Once {
		mark := fmt.Sprintf("%p;", instr)
		if strings.Contains(st.done, mark) {
			add = 0
		} else {
			next.done += mark
		}
	}
	if next.counter < Many {
		next.counter = min(next.counter+add, Many)
	}
	if next.counter < 0 {
		return nil
	}
	if v, ok := instr.(ssa.Value); ok {
		next.taken = maps.Clone(st.taken)
		if next.taken == nil {
			next.taken = make(map[ssa.Value]Alt)
		}
		next.taken[v] = alt
	}
	return &next
}

// leave follows the edges out of the state's block that it can take.
func (e *explorer) leave(st *state) {
	b := st.block
	if len(b.Succs) == 0 {
		return // a panic, or a call that never returns
	}
	cond, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
	if !ok {
		e.follow(st, b.Succs[0])
		return
	}
	value, known := e.conds.eval(st, cond.Cond)
	for i, succ := range slices.Backward(b.Succs) {
		if way := i == 0; !known || way == value {
			next := *st
			next.decided = maps.Clone(st.decided)
			e.conds.decide(&next, cond.Cond, way)
			e.follow(&next, succ)
		}
	}
}

func (e *explorer) follow(st *state, to *ssa.BasicBlock) {
	if e.Edge != nil && !e.Edge(st.block, to) {
		return
	}
	next := *st
	next.parent, next.steps = st, nil
	next.block, next.index = to, 0
	next.decided = maps.Clone(st.decided)
	maps.DeleteFunc(next.decided, func(_ string, d decision) bool { return slices.Contains(d.from, to) })
	next.phis = e.conds.enter(st, to)
	next.taken = stillTaken(st.taken, to)
	e.push(&next)
}

// stillTaken drops the choices of instructions that are about to run again.
func stillTaken(taken map[ssa.Value]Alt, to *ssa.BasicBlock) map[ssa.Value]Alt {
	taken = maps.Clone(taken)
	maps.DeleteFunc(taken, func(v ssa.Value, _ Alt) bool { return v.(ssa.Instruction).Block() == to })
	return taken
}

// key identifies states that have the same future.
func (st *state) key() string {
	var parts []string
	for cond, d := range st.decided {
		parts = append(parts, fmt.Sprintf("%s=%t", cond, d.value))
	}
	for phi, v := range st.phis {
		parts = append(parts, fmt.Sprintf("%s:%p", phi.Name(), v))
	}
	for cell, v := range st.cells {
		parts = append(parts, fmt.Sprintf("%s=%p", cell.Name(), v))
	}
	for v, alt := range st.taken {
		parts = append(parts, fmt.Sprintf("%s!%d%t", v.Name(), alt.Case, alt.Got))
	}
	slices.Sort(parts)
	return fmt.Sprintf("%d.%d %d %s %s", st.block.Index, st.index, st.counter, st.done, strings.Join(parts, " "))
}
