package escape

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// source finds the location that v is made of and the dereferences on the way
// from it, -1 for its address. No location means that v is not memory of this
// batch: a constant, a global, something loaded from the heap.
func (b *batch) source(v ssa.Value) (*location, int) {
	derefs := 0
	for {
		switch x := v.(type) {
		case *ssa.FieldAddr:
			v = x.X
		case *ssa.IndexAddr:
			v = x.X
		case *ssa.Field:
			v = x.X
		case *ssa.Index:
			v = x.X
		case *ssa.Slice:
			v = x.X
		case *ssa.ChangeType:
			v = x.X
		case *ssa.ChangeInterface:
			v = x.X
		case *ssa.SliceToArrayPointer:
			v = x.X
		case *ssa.MultiConvert:
			v = x.X
		case *ssa.UnOp:
			if x.Op != token.MUL {
				return nil, 0
			}
			derefs++
			v = x.X
		case *ssa.TypeAssert:
			if !types.IsInterface(x.AssertedType) && !b.types.isDirect(x.AssertedType) {
				derefs++
			}
			v = x.X
		case *ssa.Extract:
			switch tuple := x.Tuple.(type) {
			case *ssa.Call:
				return b.result(tuple, x.Index), derefs
			case *ssa.TypeAssert:
				v = tuple
			default: // receive, lookup, range over a map, select: from the heap
				return nil, 0
			}
		case *ssa.MakeInterface:
			if b.types.isDirect(x.X.Type()) {
				v = x.X
				continue
			}
			return b.values[v], derefs - 1
		case *ssa.Convert:
			if !b.isUnsafe(x) {
				return b.values[v], derefs - 1 // between string and []byte
			}
			v = x.X
		case *ssa.FreeVar:
			outer := b.captured(x)
			if outer == nil {
				return nil, 0
			}
			v = outer
		default:
			l := b.values[v]
			if l != nil && !l.holds {
				derefs--
			}
			return l, derefs
		}
	}
}

// result is the location of one result of a call, nil if nothing flows there.
func (b *batch) result(call *ssa.Call, i int) *location {
	if rs := b.results[call]; i < len(rs) {
		return rs[i]
	}
	return nil
}

// isUnsafe reports whether the conversion keeps a pointer as it is.
func (b *batch) isUnsafe(c *ssa.Convert) bool {
	if basic, ok := c.Type().Underlying().(*types.Basic); ok && basic.Kind() == types.UnsafePointer {
		return true
	}
	basic, ok := c.X.Type().Underlying().(*types.Basic)
	return ok && basic.Kind() == types.UnsafePointer
}

// assignUintptr makes pointers that v was computed from flow to dst, for
// unsafe.Pointer(v).
func (b *batch) assignUintptr(dst *location, v ssa.Value, depth int) {
	if depth == 0 {
		return
	}
	switch x := v.(type) {
	case *ssa.Convert:
		if b.types.hasPointers(x.X.Type()) {
			b.assign(dst, 0, x.X)
			return
		}
		b.assignUintptr(dst, x.X, depth-1)
	case *ssa.BinOp:
		b.assignUintptr(dst, x.X, depth-1)
		b.assignUintptr(dst, x.Y, depth-1)
	case *ssa.UnOp:
		if x.Op != token.MUL {
			b.assignUintptr(dst, x.X, depth-1)
		}
	case *ssa.Phi:
		for _, e := range x.Edges {
			b.assignUintptr(dst, e, depth-1)
		}
	}
}
