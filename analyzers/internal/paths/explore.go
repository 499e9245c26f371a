package paths

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"maps"
	"slices"
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

	numbers map[any]int
	parts   []part // of the last key
	text    []byte // the last key
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
	if key := e.key(st); !e.seen[string(key)] {
		e.seen[string(key)] = true
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
		switch len(alts) {
		case 0:
			continue
		case 1: // nothing else leads to where it goes on
			if st = e.after(st, instr, alts[0], i+1); st == nil {
				return nil
			}
			here = e.path(st, nil)
			continue
		}
		for _, alt := range slices.Backward(alts) {
			if next := e.after(st, instr, alt, i+1); next != nil {
				e.push(next)
			}
		}
		return nil
	}
	e.leave(st)
	return nil
}

// after returns the state in which the instruction goes on in one way, nil if it can't.
func (e *explorer) after(st *state, instr ssa.Instruction, alt Alt, index int) *state {
	if st.neverReady(instr, alt) {
		return nil
	}
	return st.take(instr, alt, index)
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
	if len(to.Preds) == 1 { // only this one comes here
		e.work = append(e.work, &next)
		return
	}
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

// A part is one thing that a state knows: what it is about, and what is known of it, as numbers.
type part struct{ kind, about, known int }

const (
	decidedPart = iota
	phiPart
	cellPart
	takenPart
	resultPart // and those behind it, one for each result
)

// key identifies states that have the same future. It is valid until the next call.
func (e *explorer) key(st *state) []byte {
	parts := e.parts[:0]
	for cond, d := range st.decided {
		known := e.number(d.until) << 1
		if d.value {
			known |= 1
		}
		parts = append(parts, part{decidedPart, e.number(cond), known})
	}
	for phi, v := range st.phis {
		parts = append(parts, part{phiPart, e.number(phi), e.number(v)})
	}
	for cell, v := range st.cells {
		parts = append(parts, part{cellPart, e.number(cell), e.number(v)})
	}
	for v, alt := range st.taken {
		about, known := e.number(v), alt.Case<<1
		if alt.Got {
			known |= 1
		}
		parts = append(parts, part{takenPart, about, known})
		for i, result := range alt.Results {
			parts = append(parts, part{resultPart + i, about, e.number(result)})
		}
	}
	slices.SortFunc(parts, func(a, b part) int {
		return cmp.Or(cmp.Compare(a.kind, b.kind), cmp.Compare(a.about, b.about), cmp.Compare(a.known, b.known))
	})
	key := e.text[:0]
	for _, n := range [...]int{st.block.Index, st.index, st.counter, e.number(st.memory), e.number(st.done)} {
		key = binary.AppendVarint(key, int64(n))
	}
	for _, p := range parts {
		key = binary.AppendVarint(key, int64(p.kind))
		key = binary.AppendVarint(key, int64(p.about))
		key = binary.AppendVarint(key, int64(p.known))
	}
	e.parts, e.text = parts, key
	return key
}

// number stands for a value that is compared with ==: a memory, a pointer, a text.
func (e *explorer) number(v any) int {
	n, ok := e.numbers[v]
	if !ok {
		n = len(e.numbers)
		e.numbers[v] = n
	}
	return n
}
