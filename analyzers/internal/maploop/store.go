package maploop

import "golang.org/x/tools/go/ssa"

// onlyStore returns the value of a variable that is assigned exactly once, as
// a whole, and is otherwise read only.
func onlyStore(alloc *ssa.Alloc) ssa.Value {
	var only ssa.Value
	for _, s := range storesTo(alloc) {
		if s.instr == nil || s.addr != alloc || only != nil {
			return nil
		}
		only = s.instr.Val
	}
	return only
}

// A store is one way in which a variable may change. The instruction is nil
// where the address goes to unknown code.
type store struct {
	instr *ssa.Store
	addr  ssa.Value
	other ssa.Instruction
}

// storesTo lists what may change a variable or a part of it: stores through its
// address, its fields and elements, in its function and in literals.
func storesTo(addr ssa.Value) []store {
	if addr.Referrers() == nil {
		return nil
	}
	var all []store
	for _, ref := range *addr.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Store:
			if ref.Addr == addr {
				all = append(all, store{instr: ref, addr: addr})
			} else {
				all = append(all, store{addr: addr, other: ref})
			}
		case *ssa.UnOp, *ssa.DebugRef:
		case *ssa.FieldAddr:
			all = append(all, storesTo(ref)...)
		case *ssa.IndexAddr:
			if ref.X == addr {
				all = append(all, storesTo(ref)...)
			}
		case *ssa.MakeClosure:
			for i, b := range ref.Bindings {
				if fn, ok := ref.Fn.(*ssa.Function); ok && b == addr && i < len(fn.FreeVars) {
					all = append(all, storesTo(fn.FreeVars[i])...)
				}
			}
		default:
			all = append(all, store{addr: addr, other: ref})
		}
	}
	return all
}
