package guardedby

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/lockstate"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/typeis"
)

// takenOut reports uses of an element's field behind the unlock, where the element was looked up with the lock, and another function
// changes the same field of elements with it:
//
//	s.mu.Lock()
//	e := s.byName[name]
//	s.mu.Unlock()
//	e.hits++
//
// An element that the function takes out of the map is its own then.
func (c *checker) takenOut(v *types.Var, all []*access) {
	var told []*ssa.Function
	for _, a := range all {
		list := container(a.field.X)
		if list == nil || a.inside || len(a.held) > 0 || slices.Contains(told, a.fn) {
			continue
		}
		class := c.lookedUpWith(a, list)
		if class == nil || c.mayHold(a, class) {
			continue
		}
		change := c.otherChange(a, all, list, class)
		if change == nil || ownLock(a.field) || removes(a.fn, flow.Field(list)) || c.begins(a) || waitedBefore(a, class) {
			continue
		}
		told = append(told, a.fn)
		verb := "read"
		if a.write {
			verb = "changed"
		}
		c.Report(report.Finding{At: report.At(a.at.Pos(), 1), Kind: afterUnlock,
			Args: []any{v.Name(), flow.Field(list).Name(), verb, class.Name(), c.Line(a.at.Pos(), change.at.Pos())}})
	}
}

// lookedUpWith is the lock beside the map or slice with which the function has loaded it, to look the element up, if that is the only one.
func (c *checker) lookedUpWith(a *access, list *ssa.FieldAddr) types.Object {
	f := c.locks.Func(a.fn)
	if f == nil {
		return nil
	}
	for _, ref := range *list.Referrers() {
		load, ok := ref.(*ssa.UnOp)
		if !ok {
			continue
		}
		held := f.Held(load)
		if len(held) != 1 || held[0].Lock.Class() == nil || !lockstate.Besides(held[0].Lock.Class(), list) {
			return nil
		}
		return held[0].Lock.Class()
	}
	return nil
}

// otherChange is a change of the field, in another function, of an element of the same map or slice, with the lock and no other.
func (c *checker) otherChange(a *access, all []*access, list *ssa.FieldAddr, class types.Object) *access {
	i := slices.IndexFunc(all, func(x *access) bool {
		from := container(x.field.X)
		return x.write && !x.inside && x.held[class] && len(x.held) == 1 && from != nil && flow.Field(from) == flow.Field(list) &&
			flow.Outermost(x.fn) != flow.Outermost(a.fn)
	})
	if i < 0 {
		return nil
	}
	return all[i]
}

// ownLock reports whether the struct of the field has a lock of its own.
func ownLock(fa *ssa.FieldAddr) bool {
	st, ok := fa.X.Type().Underlying().(*types.Pointer).Elem().Underlying().(*types.Struct)
	if !ok {
		return true
	}
	for f := range st.Fields() {
		if t := f.Type(); typeis.Named(t, "sync.Mutex") || typeis.Named(t, "sync.RWMutex") || typeis.Named(t, "*sync.Mutex") || typeis.Named(t, "*sync.RWMutex") {
			return true
		}
	}
	return false
}

// removes reports whether the function deletes from the map, or gives the field another one.
func removes(fn *ssa.Function, field *types.Var) bool {
	if takesOut(fn, field) {
		return true
	}
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(*ssa.Call)
			if !ok {
				continue
			}
			if b, ok := call.Call.Value.(*ssa.Builtin); !ok || b.Name() != "delete" && b.Name() != "clear" {
				continue
			}
			if load, ok := call.Call.Args[0].(*ssa.UnOp); ok {
				if fa, ok := load.X.(*ssa.FieldAddr); ok && flow.Field(fa) == field {
					return true
				}
			}
		}
	}
	return false
}
