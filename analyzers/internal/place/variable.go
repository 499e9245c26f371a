package place

import "golang.org/x/tools/go/ssa"

// Binding is what a free variable is bound to, nil if its literal is made in
// several places.
func Binding(fv *ssa.FreeVar) ssa.Value {
	lit := fv.Parent()
	if lit.Parent() == nil || lit.Referrers() == nil {
		return nil
	}
	var bound ssa.Value
	for _, ref := range *lit.Referrers() {
		mc, ok := ref.(*ssa.MakeClosure)
		if !ok || bound != nil {
			return nil
		}
		for i, other := range lit.FreeVars {
			if other == fv {
				bound = mc.Bindings[i]
			}
		}
	}
	return bound
}

// StoredOnce is the value of the variable at an address, nil unless it gets it
// by one store and only function literals have its address, which don't set it.
func StoredOnce(addr ssa.Value) ssa.Value {
	for {
		fv, ok := addr.(*ssa.FreeVar)
		if !ok {
			break
		}
		if addr = Binding(fv); addr == nil {
			return nil
		}
	}
	variable, ok := addr.(*ssa.Alloc)
	if !ok {
		return nil
	}
	val, once := onlyStore(variable)
	if !once {
		return nil
	}
	return val
}

// onlyStore returns what is stored in a variable, nil if nothing is. It is not
// ok if there is a second store, or others than function literals have the address.
func onlyStore(v *ssa.Alloc) (val ssa.Value, ok bool) {
	var visit func(ssa.Value) bool
	visit = func(v ssa.Value) bool {
		for _, ref := range *v.Referrers() {
			switch ref := ref.(type) {
			case *ssa.UnOp, *ssa.DebugRef:
			case *ssa.Store:
				if ref.Addr != v || val != nil {
					return false
				}
				val = ref.Val
			case *ssa.MakeClosure:
				for i, b := range ref.Bindings {
					if b == v && !visit(ref.Fn.(*ssa.Function).FreeVars[i]) {
						return false
					}
				}
			default:
				return false
			}
		}
		return true
	}
	ok = visit(v)
	return val, ok
}
