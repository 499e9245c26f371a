// Package fresh knows which fields of a struct that a function has just made nothing has set yet.
package fresh

import (
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
)

// FieldPath splits a load of x.f.g into the pointer x and the fields. It is nil if no field is loaded.
func FieldPath(load *ssa.UnOp) (x ssa.Value, path []int) {
	if load.Op != token.MUL {
		return nil, nil
	}
	x = load.X
	for {
		f, ok := x.(*ssa.FieldAddr)
		if !ok {
			break
		}
		path = append(path, f.Field)
		x = f.X
	}
	if len(path) == 0 {
		return nil, nil
	}
	slices.Reverse(path)
	return x, path
}

// Untouched reports whether nothing that can set the field of the struct that
// x points to has run when control comes to the instruction, and nothing asks about it.
// The struct was made where x is.
func Untouched(x ssa.Value, path []int, at ssa.Instruction) bool {
	made, ok := x.(ssa.Instruction)
	return ok && !anySetter(x, path, func(setter ssa.Instruction) bool {
		return setter != at && flow.Reaches(flow.After(setter), flow.Is(at), flow.Is(made))
	})
}

// anySetter looks for an instruction that may set the field, or give the struct
// to somebody who may, and for which counts is true. A question about what is in the field counts always.
func anySetter(v ssa.Value, path []int, counts func(ssa.Instruction) bool) bool {
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.FieldAddr:
			switch {
			case ref.Field != path[0]:
				continue
			case len(path) > 1:
				if anySetter(ref, path[1:], counts) {
					return true
				}
				continue
			}
			for _, use := range *ref.Referrers() {
				if load, ok := use.(*ssa.UnOp); ok && load.Op == token.MUL {
					if asked(load) {
						return true
					}
				} else if _, ok := use.(*ssa.DebugRef); !ok && counts(use) {
					return true
				}
			}
		case *ssa.UnOp, *ssa.DebugRef:
		case *ssa.Store:
			if k, ok := ref.Val.(*ssa.Const); ok && ref.Addr == v && k.Value == nil {
				continue // the zero value again
			}
			if counts(ref) {
				return true
			}
		default:
			if counts(ref) {
				return true
			}
		}
	}
	return false
}

// asked reports whether the function looks whether there is a map or a slice, or what is in it.
func asked(m ssa.Value) bool {
	for _, ref := range *m.Referrers() {
		switch ref := ref.(type) {
		case *ssa.BinOp, *ssa.Range:
			return true
		case *ssa.Lookup:
			if ref.CommaOk {
				return true
			}
		case *ssa.Call:
			if b, ok := ref.Call.Value.(*ssa.Builtin); ok && b.Name() == "len" {
				return true
			}
		}
	}
	return false
}
