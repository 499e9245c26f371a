package flow

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// IsNil reports whether the value is the constant nil.
func IsNil(v ssa.Value) bool {
	c, ok := v.(*ssa.Const)
	return ok && c.IsNil()
}

// NilTest returns the value that the branch compares with nil, and the
// successors for a nil value and another. The value is nil if it does not.
func NilTest(b *ssa.If) (v ssa.Value, ifNil, otherwise *ssa.BasicBlock) {
	cond, ok := b.Cond.(*ssa.BinOp)
	if !ok || cond.Op != token.EQL && cond.Op != token.NEQ {
		return nil, nil, nil
	}
	switch {
	case IsNil(cond.Y):
		v = cond.X
	case IsNil(cond.X):
		v = cond.Y
	default:
		return nil, nil, nil
	}
	succs := b.Block().Succs
	if cond.Op == token.EQL {
		return v, succs[0], succs[1]
	}
	return v, succs[1], succs[0]
}

// Tested finds the closest branch that has compared the value with nil on every
// path to the instruction, and says what it found. It returns nil if there is none.
func Tested(v ssa.Value, at ssa.Instruction) (test *ssa.If, isNil bool) {
	for b := at.Block(); b != nil; b = b.Idom() {
		if len(b.Preds) != 1 {
			continue
		}
		pred := b.Preds[0]
		branch, ok := pred.Instrs[len(pred.Instrs)-1].(*ssa.If)
		if !ok || pred.Succs[0] == pred.Succs[1] {
			continue
		}
		if tested, ifNil, _ := NilTest(branch); tested == v {
			return branch, ifNil == b
		}
	}
	return nil, false
}

// Element returns the value that is stored at an index of the slice that a
// variadic call makes of its last arguments, nil if the slice is another one.
func Element(slice ssa.Value, i int) ssa.Value {
	s, ok := slice.(*ssa.Slice)
	if !ok {
		return nil
	}
	array, ok := s.X.(*ssa.Alloc)
	if !ok {
		return nil
	}
	for _, ref := range *array.Referrers() {
		addr, ok := ref.(*ssa.IndexAddr)
		if !ok {
			continue
		}
		if index, ok := addr.Index.(*ssa.Const); !ok || index.Int64() != int64(i) {
			continue
		}
		for _, ref := range *addr.Referrers() {
			if store, ok := ref.(*ssa.Store); ok {
				return store.Val
			}
		}
	}
	return nil
}

// Field is the field at an address, as its generic struct declares it; nil where the struct is a type
// parameter.
func Field(addr *ssa.FieldAddr) *types.Var {
	ptr, ok := addr.X.Type().Underlying().(*types.Pointer)
	if !ok {
		return nil
	}
	s, ok := ptr.Elem().Underlying().(*types.Struct)
	if !ok {
		return nil
	}
	return s.Field(addr.Field).Origin()
}

// Variable is the field or the package variable at an address, nil if it is that of anything else.
func Variable(addr ssa.Value) *types.Var {
	switch v := addr.(type) {
	case *ssa.FieldAddr:
		return Field(v)
	case *ssa.Global:
		obj, _ := v.Object().(*types.Var)
		return obj
	}
	return nil
}

// IsReturn reports whether an instruction is a return.
func IsReturn(instr ssa.Instruction) bool {
	_, ok := instr.(*ssa.Return)
	return ok
}

// InLocal reports whether an address is that of a variable which the function makes, or lies in one.
func InLocal(addr ssa.Value) bool {
	for {
		switch x := addr.(type) {
		case *ssa.Alloc:
			return true
		case *ssa.IndexAddr:
			addr = x.X
		case *ssa.FieldAddr:
			addr = x.X
		default:
			return false
		}
	}
}
