package guardedby

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/typeis"
)

// usedUnlocked finds a place at which the function looks into a map that it has loaded with the lock, and has unlocked
// since, where another function changes the map in place:
//
//	s.mu.Lock()
//	all := s.byName
//	s.mu.Unlock()
//	for name := range all { … }
func (c *checker) usedUnlocked(a *access, g *guard) ssa.Instruction {
	load, ok := a.at.(*ssa.UnOp)
	if !ok || !typeis.Map(load.Type()) || c.locks.MayBeHeldBefore(a.fn, g.class) {
		return nil
	}
	if !slices.ContainsFunc(g.holding, func(x *access) bool { return x.inside && x.fn != a.fn && !c.begins(x) }) {
		return nil
	}
	if takesOut(a.fn, flow.Field(a.field)) {
		return nil
	}
	f := c.locks.Func(a.fn)
	if f == nil {
		return nil
	}
	for _, ref := range *load.Referrers() {
		switch ref.(type) {
		case *ssa.Range, *ssa.Lookup, *ssa.MapUpdate:
			if ref.Pos().IsValid() && len(f.Held(ref)) == 0 && !f.MayHold(ref, g.class) {
				return ref
			}
		}
	}
	return nil
}

// takesOut reports whether a function gives the field another map, itself or in a function that it calls by its name: the one that
// it has loaded is its own then.
func takesOut(fn *ssa.Function, field *types.Var) bool {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if call, ok := instr.(*ssa.Call); storesTo(instr, field) || ok && setsAnywhere(call.Call.StaticCallee(), field) {
				return true
			}
		}
	}
	return false
}

func setsAnywhere(fn *ssa.Function, field *types.Var) bool {
	return fn != nil && slices.ContainsFunc(fn.Blocks, func(b *ssa.BasicBlock) bool {
		return slices.ContainsFunc(b.Instrs, func(instr ssa.Instruction) bool { return storesTo(instr, field) })
	})
}

func storesTo(instr ssa.Instruction, field *types.Var) bool {
	store, ok := instr.(*ssa.Store)
	if !ok {
		return false
	}
	addr, ok := store.Addr.(*ssa.FieldAddr)
	return ok && flow.Field(addr) == field
}
