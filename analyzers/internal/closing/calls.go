package closing

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
)

// calleeOf finds the function of the package that the instruction calls, defers or
// starts, with the values that its parameters and free variables get. It
// looks through WaitGroup.Go and errgroup's Go, and through variables that are
// assigned one function only.
func calleeOf(call ssa.CallInstruction) (*ssa.Function, *binding) {
	common := call.Common()
	if common.IsInvoke() {
		return nil, nil
	}
	fv := common.Value
	args := common.Args
	if arg, ok := spawned(call); ok {
		fv, args = arg, nil
	}
	switch v := onlyValue(fv).(type) {
	case *ssa.Function:
		fn := v
		if len(fn.Blocks) == 0 || fn.Origin() != nil {
			fn = fn.Origin()
		}
		if fn == nil || len(fn.Blocks) == 0 || len(fn.Params) != len(args) {
			return nil, nil
		}
		return fn, &binding{fn: fn, args: args}
	case *ssa.MakeClosure:
		fn := v.Fn.(*ssa.Function)
		if len(fn.Blocks) == 0 || len(fn.Params) != len(args) || fn.Synthetic != "" {
			return nil, nil
		}
		return fn, &binding{fn: fn, args: args, free: v.Bindings}
	}
	return nil, nil
}

// A binding says what the parameters and free variables of a callee are in the
// caller.
type binding struct {
	fn         *ssa.Function
	args, free []ssa.Value
}

// outer is the caller's value of a parameter or free variable.
func (b *binding) outer(v ssa.Value) ssa.Value {
	switch v := v.(type) {
	case *ssa.Parameter:
		for i, p := range b.fn.Params {
			if p == v {
				return b.args[i]
			}
		}
	case *ssa.FreeVar:
		for i, f := range b.fn.FreeVars {
			if f == v && i < len(b.free) {
				return b.free[i]
			}
		}
	case *ssa.Global:
		return v
	}
	return nil
}

// starts reports whether the instruction starts a goroutine.
func starts(call ssa.CallInstruction) bool {
	_, ok := call.(*ssa.Go)
	return ok || isGroupGo(call)
}

// isGroupGo recognizes functions that start their argument as a goroutine.
func isGroupGo(call ssa.CallInstruction) bool {
	_, ok := spawned(call)
	return ok
}

func spawned(call ssa.CallInstruction) (arg ssa.Value, ok bool) {
	fn := call.Common().StaticCallee()
	if fn == nil {
		return nil, false
	}
	obj, _ := fn.Object().(*types.Func)
	i, ok := know.Spawns(obj)
	if !ok || i >= len(call.Common().Args) {
		return nil, false
	}
	return call.Common().Args[i], true
}

// Origin looks through variables and fields that get one value only, for what the
// value was when it was made.
func (e *Engine) Origin(v ssa.Value) ssa.Value {
	load, ok := v.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return v
	}
	if addr, ok := load.X.(*ssa.FieldAddr); ok {
		field := flow.Field(addr)
		if values := e.fields.values[field]; len(values) == 1 && !e.fields.open[field] && !field.Exported() {
			return values[0]
		}
		return v
	}
	cell := cellOf(load.X)
	if cell == nil {
		return v
	}
	if stores, escapes := storesTo(cell); !escapes && len(stores) == 1 {
		return stores[0].Val
	}
	return v
}

// onlyValue looks through a variable that is assigned once.
func onlyValue(v ssa.Value) ssa.Value {
	load, ok := v.(*ssa.UnOp)
	if !ok {
		return v
	}
	cell := cellOf(load.X)
	if cell == nil {
		return v
	}
	stores, escapes := storesTo(cell)
	if escapes || len(stores) != 1 || stores[0].Parent() != load.Parent() {
		return v
	}
	return stores[0].Val
}

// cellOf finds the variable behind an address: itself, or what a closure
// captured.
func cellOf(addr ssa.Value) *ssa.Alloc {
	for range 10 {
		switch v := addr.(type) {
		case *ssa.Alloc:
			return v
		case *ssa.FreeVar:
			addr = captured(v)
		default:
			return nil
		}
	}
	return nil
}

// captured is what the function around a closure binds to its free variable.
func captured(v *ssa.FreeVar) ssa.Value {
	fn := v.Parent()
	if fn.Parent() == nil || fn.Referrers() == nil {
		return nil
	}
	for _, ref := range *fn.Referrers() {
		if mc, ok := ref.(*ssa.MakeClosure); ok {
			for i, f := range fn.FreeVars {
				if f == v && i < len(mc.Bindings) {
					return mc.Bindings[i]
				}
			}
		}
	}
	return nil
}

// storesTo lists the stores to a variable in all functions that see it. The
// variable escapes if its address goes elsewhere.
func storesTo(cell ssa.Value) (stores []*ssa.Store, escapes bool) {
	for _, ref := range *cell.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Store:
			if ref.Val == cell {
				return nil, true
			}
			stores = append(stores, ref)
		case *ssa.MakeClosure:
			fn := ref.Fn.(*ssa.Function)
			for i, b := range ref.Bindings {
				if b != cell {
					continue
				}
				inner, esc := storesTo(fn.FreeVars[i])
				if esc {
					return nil, true
				}
				stores = append(stores, inner...)
			}
		case *ssa.UnOp, *ssa.FieldAddr, *ssa.DebugRef:
		default:
			return nil, true
		}
	}
	return stores, false
}
