package guardedby

import (
	"go/constant"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
)

// retired reports whether the function, or each that calls it, sets a flag with the lock, and most functions that use the field with
// it test that flag: nobody comes to the object any more.
//
//	c.mu.Lock()
//	c.closed = true
//	c.mu.Unlock()
//	c.release()
func (c *checker) retired(a *access, g *guard) bool {
	if c.tested(c.flagSet(a.fn, g.class), g) {
		return true
	}
	sites, _ := c.chans.CallersHere(a.fn)
	for _, site := range sites {
		if !c.tested(c.flagSet(site.Call.Parent(), g.class), g) {
			return false
		}
	}
	return len(sites) > 0
}

// flagSet is a bool field that the function sets to true with the lock, nil if there is none.
func (c *checker) flagSet(fn *ssa.Function, class types.Object) *types.Var {
	f := c.locks.Func(fn)
	if f == nil {
		return nil
	}
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			store, ok := instr.(*ssa.Store)
			if !ok {
				continue
			}
			k, ok := store.Val.(*ssa.Const)
			if !ok || k.Value == nil || k.Value.Kind() != constant.Bool || !constant.BoolVal(k.Value) {
				continue
			}
			for _, h := range f.Held(store) {
				if fa, ok := store.Addr.(*ssa.FieldAddr); ok && h.Lock.Class() == class {
					return flow.Field(fa)
				}
			}
		}
	}
	return nil
}

// tested reports whether at least half of the functions that use the field with the lock load the flag.
func (c *checker) tested(flag *types.Var, g *guard) bool {
	if flag == nil {
		return false
	}
	tests, seen := 0, make(map[*ssa.Function]bool)
	for _, a := range g.holding {
		if seen[a.fn] {
			continue
		}
		seen[a.fn] = true
		if loadsField(a.fn, flag) {
			tests++
		}
	}
	return 2*tests >= len(seen)
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
