package guardedby

import (
	"go/constant"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/lockstate"
)

// retired reports whether the function, or each that calls it, sets a flag with the lock, and most functions that use the field with
// it test that flag: nobody comes to the object any more.
//
//	c.mu.Lock()
//	c.closed = true
//	c.mu.Unlock()
//	c.release()
func (c *checker) retired(a *access, g *guard) bool {
	if c.tested(c.flagBefore(a.at, g.class), g) {
		return true
	}
	sites, _ := c.chans.CallersHere(a.fn)
	for _, site := range sites {
		if !c.tested(c.flagBefore(site.Call, g.class), g) {
			return false
		}
	}
	return len(sites) > 0
}

// flagBefore is a bool field that the function has set to true with the lock when it comes to the instruction, nil if there is none.
func (c *checker) flagBefore(at ssa.Instruction, class types.Object) *types.Var {
	f := c.locks.Func(at.Parent())
	if f == nil {
		return nil
	}
	for _, b := range at.Parent().Blocks {
		for _, instr := range b.Instrs {
			store, ok := instr.(*ssa.Store)
			if !ok || !isTrue(store.Val) || !flow.Dominates(store, at) {
				continue
			}
			fa, ok := store.Addr.(*ssa.FieldAddr)
			if ok && slices.ContainsFunc(f.Held(store), func(h lockstate.Held) bool { return h.Lock.Class() == class }) {
				return flow.Field(fa)
			}
		}
	}
	return nil
}

// isTrue reports whether the value is the constant true.
func isTrue(v ssa.Value) bool {
	k, ok := v.(*ssa.Const)
	return ok && k.Value != nil && k.Value.Kind() == constant.Bool && constant.BoolVal(k.Value)
}

// tested reports whether at least half of the functions that use the field with the lock load the flag.
func (c *checker) tested(flag *types.Var, g *guard) bool {
	if flag == nil {
		return false
	}
	tests := slices.DeleteFunc(slices.Clone(g.holding), func(a *access) bool { return !loadsField(a.fn, flag) })
	return 2*functions(tests) >= functions(g.holding)
}

func loadsField(fn *ssa.Function, field *types.Var) bool {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if load, ok := instr.(*ssa.UnOp); ok {
				if fa, ok := load.X.(*ssa.FieldAddr); ok && flow.Field(fa) == field {
					return true
				}
			}
		}
	}
	return false
}
