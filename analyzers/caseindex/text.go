package caseindex

import (
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
)

// whole is the text of which the value is a part.
func whole(v ssa.Value) ssa.Value {
	for {
		s, ok := v.(*ssa.Slice)
		if !ok {
			return v
		}
		v = s.X
	}
}

// same reports whether two values are one text: the same value, the same part of
// it, or two loads of a variable or field that the function does not set.
func same(a, b ssa.Value) bool {
	if a == b {
		return true
	}
	switch x := a.(type) {
	case *ssa.Const:
		y, ok := b.(*ssa.Const)
		return ok && x.Value != nil && y.Value != nil && x.Value.ExactString() == y.Value.ExactString()
	case *ssa.Slice:
		y, ok := b.(*ssa.Slice)
		return ok && same(x.X, y.X) && sameOrNil(x.Low, y.Low) && sameOrNil(x.High, y.High)
	case *ssa.UnOp:
		y, ok := b.(*ssa.UnOp)
		return ok && x.Op == token.MUL && y.Op == token.MUL && sameVariable(x.X, y.X) && !isSet(x.Parent(), x.X)
	}
	return false
}

func sameOrNil(a, b ssa.Value) bool {
	return a == nil && b == nil || a != nil && b != nil && same(a, b)
}

func sameVariable(a, b ssa.Value) bool {
	if a == b {
		return true
	}
	x, ok := a.(*ssa.FieldAddr)
	y, ok2 := b.(*ssa.FieldAddr)
	return ok && ok2 && x.Field == y.Field && same(x.X, y.X)
}

// isSet reports whether the function stores to the variable after its
// declaration, or to the field of any struct.
func isSet(fn *ssa.Function, addr ssa.Value) bool {
	field, isField := addr.(*ssa.FieldAddr)
	stores := 0
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			store, ok := instr.(*ssa.Store)
			if !ok {
				continue
			}
			if f, ok := store.Addr.(*ssa.FieldAddr); store.Addr == addr || ok && isField && f.Field == field.Field && types.Identical(f.X.Type(), field.X.Type()) {
				stores++
			}
		}
	}
	_, local := addr.(*ssa.Alloc)
	return stores > 1 || stores == 1 && !local
}

// asks reports whether the function compares the lengths of both texts, or
// calls something that asks for ASCII.
func asks(fn *ssa.Function, m *mapped) bool {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.Call:
				if f := flow.Callee(&instr.Call); f != nil && strings.Contains(strings.ToLower(f.Name()), "ascii") {
					return true
				}
			case *ssa.BinOp:
				if x, y := lenOf(instr.X), lenOf(instr.Y); x != nil && y != nil && (x == m.call && same(y, m.text) || y == m.call && same(x, m.text)) {
					return true
				}
			}
		}
	}
	return false
}

// lenOf is the text whose length the value is.
func lenOf(v ssa.Value) ssa.Value {
	if call, ok := v.(*ssa.Call); ok {
		if b, ok := call.Call.Value.(*ssa.Builtin); ok && b.Name() == "len" {
			return call.Call.Args[0]
		}
	}
	return nil
}
