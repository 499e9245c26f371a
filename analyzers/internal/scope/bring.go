package scope

import (
	"go/constant"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// brings reports whether a function brings something together that what it calls and starts, executed alone, does
// not: what goroutines wait for that a callee has made and returned, or a constant, function or new object
// for a callee that starts goroutines. All else that it hands on came from outside, where everything is open.
func (r *roots) brings(fn *ssa.Function) bool {
	h := &handing{roots: r, seen: make(map[ssa.Value]bool)}
	return slices.ContainsFunc(fn.Blocks, func(b *ssa.BasicBlock) bool { return slices.ContainsFunc(b.Instrs, h.hands) })
}

// A handing looks for what a function hands to others that did not come from outside.
type handing struct {
	*roots
	known bool // constants and functions count, too
	seen  map[ssa.Value]bool
}

// hands reports whether an instruction makes an operation on something of the scope, or gives some to others.
func (h *handing) hands(instr ssa.Instruction) bool {
	h.known = false
	clear(h.seen)
	if operates(instr, h.libs) {
		return h.any(instr)
	}
	site, ok := instr.(ssa.CallInstruction)
	if !ok || !h.acts(site.Common()) {
		return false
	}
	call := site.Common()
	switch v := call.Value.(type) {
	case *ssa.Function:
	case *ssa.MakeClosure:
		if h.any(v) {
			return true
		}
	default:
		if h.own(v) {
			return true
		}
	}
	return slices.ContainsFunc(call.Args, h.own)
}

// acts reports whether what is called, or what it gets to call, may do something with what it gets, and notes whether it
// matters what it knows.
func (h *handing) acts(call *ssa.CallCommon) bool {
	if _, ok := call.Value.(*ssa.Builtin); ok {
		return false
	}
	acts, named := false, true
	for _, v := range append(slices.Clip(call.Args), call.Value) {
		if c, ok := v.(*ssa.MakeClosure); ok {
			v = c.Fn
		}
		fn, ok := v.(*ssa.Function)
		if in := h.traits[fn]; in != nil {
			h.known = h.known || in.starts && in.brings
			acts = acts || in.starts || in.makes || in.waits || in.asks
		}
		named = ok // what is called comes last
	}
	return acts || !named
}

func (h *handing) any(instr ssa.Instruction) bool {
	return slices.ContainsFunc(instr.Operands(nil), func(v *ssa.Value) bool {
		_, code := (*v).(*ssa.Function)
		return *v != nil && !code && h.own(*v)
	})
}

// own reports whether a value may be, or lead to, something that did not come from outside.
func (h *handing) own(v ssa.Value) bool {
	if h.seen[v] || !h.known && !refers(v.Type()) {
		return false
	}
	h.seen[v] = true
	switch v := v.(type) {
	case *ssa.Parameter, *ssa.FreeVar, *ssa.Global, *ssa.Builtin:
		return false
	case *ssa.Const:
		return h.known && (v.Value == nil && nilable(v.Type()) || v.Value != nil && v.Value.Kind() != constant.String)
	case *ssa.Function:
		return h.known && len(v.Blocks) > 0
	case *ssa.MakeClosure:
		return h.known || h.any(v)
	case *ssa.MakeChan:
		return true
	case *ssa.Call:
		return h.result(v)
	case *ssa.BinOp:
		return h.own(v.X) && h.own(v.Y)
	case *ssa.UnOp:
		return refers(v.Type()) && h.own(v.X)
	case *ssa.Extract:
		return refers(v.Type()) && h.own(v.Tuple)
	case *ssa.Alloc:
		elem := v.Type().Underlying().(*types.Pointer).Elem()
		_, object := elem.Underlying().(*types.Struct) // else it is a variable
		return object && refers(elem) || h.stored(v)
	case *ssa.MakeMap:
		return refers(v.Type()) || h.stored(v)
	case *ssa.MakeSlice:
		return h.stored(v)
	case *ssa.FieldAddr:
		return h.own(v.X)
	case ssa.Instruction:
		return h.any(v)
	}
	return true
}

// result reports whether what a call returns was made by a callee of the package, or by the standard library.
func (h *handing) result(call *ssa.Call) bool {
	if b, ok := call.Call.Value.(*ssa.Builtin); ok {
		return b.Name() == "append" && slices.ContainsFunc(call.Call.Args, h.own)
	}
	fn := call.Call.StaticCallee()
	if fn == nil {
		return h.own(call.Call.Value) || slices.ContainsFunc(call.Call.Args, h.own)
	}
	if in := h.traits[fn]; in != nil {
		return in.makes
	}
	return makers[nameOf(fn)] || slices.ContainsFunc(call.Call.Args, h.own)
}

// stored reports whether something that is not from outside is stored in a variable, or in a part of it.
func (h *handing) stored(v ssa.Value) bool {
	refs := v.Referrers()
	return refs != nil && slices.ContainsFunc(*refs, func(instr ssa.Instruction) bool {
		switch i := instr.(type) {
		case *ssa.Store:
			return i.Addr == v && h.own(i.Val)
		case *ssa.MapUpdate:
			return i.Map == v && (h.own(i.Key) || h.own(i.Value))
		case *ssa.FieldAddr:
			return h.stored(i)
		case *ssa.IndexAddr:
			return i.X == v && h.stored(i)
		}
		return false
	})
}
