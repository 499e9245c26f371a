package paths

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// state is a point on a path.
type state struct {
	block   *ssa.BasicBlock
	index   int
	counter int
	done    string              // names of the Once instructions that ran
	decided map[string]decision // by condition
	phis    map[*ssa.Phi]ssa.Value
	cells   map[*ssa.Alloc]ssa.Value
	taken   map[ssa.Value]Alt // select statements, receives and calls
	memory  any

	parent *state
	steps  []Step
	branch *ssa.If // that was decided to come here
}

type decision struct {
	value bool
	from  []*ssa.BasicBlock // where its operands are computed
	until any               // what it lasts for, nil for the whole path
}

type explorer struct {
	*Search
	conds *conds
	work  []*state
	seen  map[string]bool

	memories map[any]string // a number for each memory and value
}

// start assumes the decisions that every path to the first block takes.
func (e *explorer) start() *state {
	st := &state{block: e.From.Block, index: e.From.Index, counter: e.Start, memory: e.Memory, decided: make(map[string]decision)}
	for b := st.block; b.Idom() != nil; b = b.Idom() {
		idom := b.Idom()
		cond, ok := idom.Instrs[len(idom.Instrs)-1].(*ssa.If)
		if !ok || len(b.Preds) != 1 || idom.Succs[0] == idom.Succs[1] {
			continue
		}
		e.conds.decide(st, cond.Cond, idom.Succs[0] == b, nil)
	}
	return st
}

func (e *explorer) push(st *state) {
	if key := e.key(st); !e.seen[key] {
		e.seen[key] = true
		e.work = append(e.work, st)
	}
}

// run follows the state to the end of its block, or to the first instruction
// that can go on in several ways. It returns a path that has ended.
func (e *explorer) run(st *state) *Path {
	here := e.path(st, nil) // one for all that Step is asked, as they share the state
	for i := st.index; i < len(st.block.Instrs); i++ {
		instr := st.block.Instrs[i]
		if _, ok := instr.(*ssa.Return); ok || e.End != nil && e.End(instr) {
			return e.path(st, instr)
		}
		if store, ok := instr.(*ssa.Store); ok {
			st.store(e.conds, store)
		}
		alts := e.alternatives(here, instr)
		if len(alts) == 0 {
			continue
		}
		for _, alt := range slices.Backward(alts) {
			if st.neverReady(instr, alt) {
				continue
			}
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
	st.cells[cell] = c.value(st, store.Val)
}

func (e *explorer) path(st *state, at ssa.Instruction) *Path {
	return &Path{Counter: st.counter, Last: at, state: st, conds: e.conds}
}

func (e *explorer) alternatives(here *Path, instr ssa.Instruction) []Alt {
	var alts []Alt
	if e.Step != nil {
		alts = e.Step(here, instr)
	} else {
		alts = e.Effect(instr)
	}
	if alts != nil {
		return alts
	}
	sel, ok := instr.(*ssa.Select)
	if !ok {
		return nil
	}
	return AnyCase(sel)
}

// neverReady reports whether the instruction is a select statement, and the
// channel of the case is nil on the path.
func (st *state) neverReady(instr ssa.Instruction, alt Alt) bool {
	sel, ok := instr.(*ssa.Select)
	if !ok || alt.Case < 0 {
		return false
	}
	k, ok := st.resolve(sel.States[alt.Case].Chan).(*ssa.Const)
	return ok && k.Value == nil
}

// take returns the state after the instruction went on in one way, or nil.
func (st *state) take(instr ssa.Instruction, alt Alt, index int) *state {
	if alt.Stop {
		return nil
	}
	next := *st
	next.parent, next.index, next.branch = st, index, nil
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
	if alt.Memory != nil {
		next.memory = alt.Memory
	}
	if alt.Over != nil {
		next.decided = without(st.decided, func(_ string, d decision) bool { return d.until == alt.Over })
	}
	if v, ok := instr.(ssa.Value); ok && alt.tells(v) {
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
	if e.conds.last[cond] {
		value, known = true, true // it is what none of the other constants was
	}
	var until any
	if !known && e.Until != nil && e.conds.matters(cond.Cond) {
		until = e.Until(e.path(st, cond), cond.Cond)
	}
	for i, succ := range slices.Backward(b.Succs) {
		if way := i == 0; !known || way == value {
			next := *st
			e.conds.decide(&next, cond.Cond, way, until)
			next.branch = cond
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
	next.branch = st.branch
	next.block, next.index = to, 0
	next.decided = without(st.decided, func(_ string, d decision) bool { return slices.Contains(d.from, to) })
	next.phis = e.conds.enter(st, to)
	next.taken = stillTaken(st.taken, to)
	e.push(&next)
}

// stillTaken drops the choices of instructions that are about to run again.
func stillTaken(taken map[ssa.Value]Alt, to *ssa.BasicBlock) map[ssa.Value]Alt {
	return without(taken, func(v ssa.Value, _ Alt) bool { return v.(ssa.Instruction).Block() == to })
}

// without is the map without the entries that del selects: the same map if there are none, as states
// share what none of them changes.
func without[K comparable, V any](m map[K]V, del func(K, V) bool) map[K]V {
	for k, v := range m {
		if del(k, v) {
			m = maps.Clone(m)
			maps.DeleteFunc(m, del)
			break
		}
	}
	return m
}

// key identifies states that have the same future.
func (e *explorer) key(st *state) string {
	parts := make([]string, 0, len(st.decided)+len(st.phis)+len(st.cells)+len(st.taken))
	for cond, d := range st.decided {
		part := cond + "=" + strconv.FormatBool(d.value)
		if d.until != nil {
			part += "~" + e.number(d.until)
		}
		parts = append(parts, part)
	}
	for phi, v := range st.phis {
		parts = append(parts, phi.Name()+":"+e.number(v))
	}
	for cell, v := range st.cells {
		parts = append(parts, cell.Name()+"="+e.number(v))
	}
	for v, alt := range st.taken {
		part := v.Name() + "!" + strconv.Itoa(alt.Case) + strconv.FormatBool(alt.Got)
		for _, result := range alt.Results {
			part += "," + e.number(result)
		}
		parts = append(parts, part)
	}
	slices.Sort(parts)
	return strings.Join(append(parts, strconv.Itoa(st.block.Index), strconv.Itoa(st.index), strconv.Itoa(st.counter), e.number(st.memory), st.done), " ")
}

// number is short for a value that is compared with ==: a memory, a pointer.
func (e *explorer) number(v any) string {
	n, ok := e.memories[v]
	if !ok {
		n = strconv.Itoa(len(e.memories))
		e.memories[v] = n
	}
	return n
}
