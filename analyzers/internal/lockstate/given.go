package lockstate

import (
	"go/types"
	"slices"
	"sync"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
)

// Given reports whether somebody else may have the means to release the lock: a method
// value such as mu.Unlock, or a function literal that unlocks, that is stored or handed on, or a function that gets the lock as a
// sync.Locker and makes such a value of it, or another type to which the interface with the lock is asserted.
func (p *Package) Given(l *Lock) bool {
	given := p.given()
	if class := l.Class(); class != nil {
		return given.classes[class]
	}
	return given.locals[l.root]
}

type given struct {
	classes map[types.Object]bool
	locals  map[ssa.Value]bool
}

// givenAway looks for what Given tells.
func givenAway(funcs []*ssa.Function) func() given {
	return sync.OnceValue(func() given {
		g := given{make(map[types.Object]bool), make(map[ssa.Value]bool)}
		for _, fn := range funcs {
			for _, b := range fn.Blocks {
				for _, instr := range b.Instrs {
					switch instr := instr.(type) {
					case *ssa.MakeClosure:
						switch {
						case !leaves(instr):
						case isUnlock(instr):
							g.add(instr.Bindings[0])
						default:
							g.addLiteral(instr.Fn.(*ssa.Function))
						}
					case *ssa.MakeInterface:
						if isLocker(instr) && becomesUnlock(instr) {
							g.add(instr.X)
						}
					case *ssa.TypeAssert:
						if unlocks(instr.X.Type()) {
							g.addValue(instr.X)
						}
					}
				}
			}
		}
		return g
	})
}

// add notes the lock at an address.
func (g given) add(addr ssa.Value) {
	switch addr := addr.(type) {
	case *ssa.FieldAddr:
		if field := fieldStep(addr).field; field != nil {
			g.classes[field] = true
		}
	case *ssa.Global:
		g.classes[addr.Object()] = true
	default:
		g.locals[addr] = true
	}
}

// addValue notes the lock that is behind an interface.
func (g given) addValue(v ssa.Value) {
	r := refOf(nil, v)
	if class := r.class(); class != nil {
		g.classes[class] = true
		return
	}
	g.locals[r.root] = true
}

// unlocks reports whether an interface embeds sync.Locker: what its values become by a type assertion may have an
// Unlock of its own.
func unlocks(t types.Type) bool {
	iface, ok := t.Underlying().(*types.Interface)
	if !ok {
		return false
	}
	for m := range iface.Methods() {
		if methodOp(m) == Unlocks {
			return true
		}
	}
	return false
}

// addLiteral notes the fields that a function literal unlocks and does not lock.
func (g given) addLiteral(fn *ssa.Function) {
	locked, unlocked := make(map[*types.Var]bool), make(map[*types.Var]bool)
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(ssa.CallInstruction)
			if !ok || len(call.Common().Args) == 0 {
				continue
			}
			addr, ok := call.Common().Args[0].(*ssa.FieldAddr)
			if !ok {
				continue
			}
			switch field := fieldStep(addr).field; OpOf(instr) {
			case Locks, RLocks, TryLocks, TryRLocks:
				locked[field] = true
			case Unlocks, RUnlocks:
				unlocked[field] = true
			}
		}
	}
	for field := range unlocked {
		if field != nil && !locked[field] {
			g.classes[field] = true
		}
	}
}

// isUnlock recognizes the method values mu.Unlock and mu.RUnlock.
func isUnlock(value *ssa.MakeClosure) bool {
	fn, ok := value.Fn.(*ssa.Function)
	if !ok || !flow.IsBound(fn) {
		return false
	}
	obj, _ := fn.Object().(*types.Func)
	op := methodOp(obj)
	return op == Unlocks || op == RUnlocks
}

// isLocker recognizes a lock that becomes an interface.
func isLocker(v *ssa.MakeInterface) bool {
	p, ok := v.X.Type().Underlying().(*types.Pointer)
	if !ok {
		return false
	}
	named, ok := types.Unalias(p.Elem()).(*types.Named)
	return ok && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == "sync" && (named.Obj().Name() == "Mutex" || named.Obj().Name() == "RWMutex")
}

// leaves reports whether a value is more than called: stored, or given to a function.
func leaves(v ssa.Value) bool {
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.DebugRef:
		case ssa.CallInstruction:
			if ref.Common().Value != v {
				return true
			}
		case *ssa.Store:
			if _, local := ref.Addr.(*ssa.Alloc); !local {
				return true
			}
		default:
			return true
		}
	}
	return false
}

// becomesUnlock reports whether the value is given to a function of the package in which a
// method value unlocks what is in an interface.
func becomesUnlock(v *ssa.MakeInterface) bool {
	for _, ref := range *v.Referrers() {
		if call, ok := ref.(ssa.CallInstruction); ok {
			if callee := call.Common().StaticCallee(); callee != nil && makesUnlock(callee) {
				return true
			}
		}
	}
	return false
}

// makesUnlock looks for such a method value, in the function and its literals.
func makesUnlock(fn *ssa.Function) bool {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if value, ok := instr.(*ssa.MakeClosure); ok && isUnlock(value) && types.IsInterface(value.Bindings[0].Type()) {
				return true
			}
		}
	}
	return slices.ContainsFunc(fn.AnonFuncs, makesUnlock)
}
