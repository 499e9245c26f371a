package lockstate

import (
	"go/token"
	"go/types"
	"slices"
	"strconv"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/paths"
)

// An explorer follows the paths of one function.
type explorer struct {
	*builder
	f        *Func
	fn       *ssa.Function
	guards   []guarded
	memories map[string]*memory
	numbers  map[any]string

	ends     map[endKey]*end
	order    []endKey
	returns  int           // paths that return
	waited   map[*Lock]int // of these, those that began by waiting for the lock
	releases map[endKey][]ssa.Instruction
	begins   map[*Lock]bool // locks that some path begins by releasing
	visits   map[ssa.Instruction][]visit

	alone bool // functions of other packages are unknown
	asked bool // what is known of one was of use
}

type guarded struct {
	cond ssa.Value
	guard
}

// An endKey is a lock taken at one place.
type endKey struct {
	lock *Lock
	at   ssa.Instruction
}

// keep makes equal memories one pointer.
func (e *explorer) keep(m *memory) *memory {
	if m.kept {
		return m
	}
	key := m.key(e.number)
	if old := e.memories[key]; old != nil {
		return old
	}
	e.memories[key] = m
	m.kept = true
	return m
}

// number is a short name for a pointer.
func (e *explorer) number(v any) string {
	n, ok := e.numbers[v]
	if !ok {
		n = strconv.Itoa(len(e.numbers))
		e.numbers[v] = n
	}
	return n
}

// An outcome is one way in which an instruction goes on.
type outcome struct {
	memory  *memory
	results []ssa.Value
	again   *Lock // taken after it was released: others had their turn
}

// step says how an instruction changes the memory.
func (e *explorer) step(p *paths.Path, instr ssa.Instruction) []paths.Alt {
	before := p.Memory().(*memory)
	m := before
	if v, ok := instr.(ssa.Value); ok && (!m.empty() || len(m.defers) > 0) {
		m = m.computed(v)
	}
	outs := []outcome{{memory: m}}
	switch instr := instr.(type) {
	case *ssa.UnOp:
		if instr.Op == token.MUL || instr.Op == token.ARROW {
			e.visit(p, before, instr)
		}
	case *ssa.Lookup, *ssa.Range, *ssa.Select:
		e.visit(p, before, instr)
	case *ssa.Call:
		outs = e.call(p, m, instr, e.target(p, instr.Common(), instr))
	case *ssa.Defer:
		outs[0].memory = m.push(pending{instr: instr, to: e.target(p, instr.Common(), instr)})
	case *ssa.RunDefers:
		outs = e.runDefers(p, m)
	case *ssa.Go:
		e.visit(p, before, instr)
		outs[0].memory = e.spawn(p, m, instr)
	case *ssa.Store:
		e.visit(p, before, instr)
		outs[0].memory = e.store(p, m, instr)
	case *ssa.Send:
		e.visit(p, before, instr)
		outs[0].memory = e.giveAway(p, m, instr.X)
	case *ssa.MapUpdate:
		e.visit(p, before, instr)
		outs[0].memory = e.giveAway(p, m, instr.Value)
	case *ssa.MakeInterface:
		outs[0].memory = e.handOver(p, m, instr.X)
	}
	if len(outs) == 1 && outs[0].memory == before && outs[0].results == nil {
		return nil
	}
	alts := make([]paths.Alt, len(outs))
	for i, out := range outs {
		alts[i] = paths.Alt{Memory: e.keep(out.memory), Results: out.results}
		if out.again != nil {
			alts[i].Over = out.again
		}
	}
	return alts
}

// computed makes names stale that are built on a value which is computed again.
func (m *memory) computed(v ssa.Value) *memory {
	next := m.age(func(l *Lock) bool { return slices.Contains(l.uses, v) })
	for i, d := range m.defers {
		if !d.stale && d.to.lock != nil && slices.Contains(d.to.lock.uses, v) {
			next = &memory{locks: next.locks, lost: next.lost, defers: slices.Clone(next.defers)}
			next.defers[i].stale = true
		}
	}
	return next
}

var (
	yes = []ssa.Value{ssa.NewConst(boolTrue, types.Typ[types.Bool])}
	no  = []ssa.Value{ssa.NewConst(boolFalse, types.Typ[types.Bool])}
)
