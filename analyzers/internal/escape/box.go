package escape

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// A Box says what a conversion to an interface costs.
type Box struct {
	// Verdict is Heap if the conversion allocates each time it runs, except as
	// Free says; Stack if it never does.
	Verdict Verdict
	Bytes   int64 // size of the value
	Free    Free
}

// Free says for which values of its type a conversion does not allocate all the
// same, by a test at run time (runtime.convT16 and its kin in iface.go).
type Free uint8

const (
	Never       Free = iota
	Below256         // integers of more than one byte from 0 to 255
	EmptyString      // ""
	NilSlice         // nil
)

// maxStackBox is the size of the largest value that is boxed on the stack
// (cmd/compile/internal/walk.dataWord).
const maxStackBox = 1024

// Boxes answers for one conversion. Constants and types as of [Result.IsFree]
// cost nothing. For a variable that only constants are assigned to, the answer
// is Unknown: the compiler finds some of these.
func (r *Result) Boxes(mi *ssa.MakeInterface) Box {
	t := mi.X.Type()
	box := Box{Bytes: r.types.size(t), Free: freeValues(t)}
	switch {
	case box.Bytes < 0:
		box.Verdict = Unknown
	case r.IsFree(t), isConst(mi.X):
		box.Verdict = Stack
	case onlyConstants(mi.X):
		box.Verdict = Unknown
	case box.Bytes > maxStackBox:
		box.Verdict = Heap
	default:
		box.Verdict = r.Escapes(mi)
	}
	if isGeneric(mi.Parent()) {
		box.Verdict = Unknown
	}
	return box
}

// IsFree reports whether an interface can hold any value of the type without
// memory for it: pointers and what is as good as one, values without size,
// bools and single bytes.
func (r *Result) IsFree(t types.Type) bool {
	return r.types.isDirect(t) || r.types.isByte(t) || r.types.size(t) == 0
}

func freeValues(t types.Type) Free {
	switch u := t.Underlying().(type) {
	case *types.Basic:
		if u.Info()&types.IsInteger != 0 {
			return Below256
		}
		if u.Info()&types.IsString != 0 {
			return EmptyString
		}
	case *types.Slice:
		return NilSlice
	}
	return Never
}

func isConst(v ssa.Value) bool {
	_, ok := v.(*ssa.Const)
	return ok
}

// onlyConstants reports whether v is loaded from a variable, or made by a
// literal, that only constants are stored to.
func onlyConstants(v ssa.Value) bool {
	load, ok := v.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return false
	}
	addr := load.X
	for range 8 { // nested function literals
		fv, ok := addr.(*ssa.FreeVar)
		if !ok {
			break
		}
		addr = boundTo(fv)
	}
	alloc, ok := addr.(*ssa.Alloc)
	return ok && storesConstants(alloc)
}

// boundTo returns what the function around bound to a free variable, or nil.
func boundTo(fv *ssa.FreeVar) ssa.Value {
	mc := makerOf(fv.Parent())
	if mc == nil {
		return nil
	}
	for i, other := range fv.Parent().FreeVars {
		if other == fv {
			return mc.Bindings[i]
		}
	}
	return nil
}

// storesConstants reports whether everything written to addr is constant.
func storesConstants(addr ssa.Value) bool {
	for _, ref := range *addr.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Store:
			if !isConst(ref.Val) {
				return false
			}
		case *ssa.UnOp, *ssa.DebugRef:
		case *ssa.FieldAddr:
			if !storesConstants(ref) {
				return false
			}
		case *ssa.IndexAddr:
			if !storesConstants(ref) {
				return false
			}
		case *ssa.MakeClosure:
			for i, v := range ref.Bindings {
				if v == addr && !storesConstants(ref.Fn.(*ssa.Function).FreeVars[i]) {
					return false
				}
			}
		default:
			return false
		}
	}
	return true
}
