// Package place is the engine that names memory inside one function and the
// function literals in it, so that two instructions can be seen to be about
// the same field of the same object.
package place

import (
	"go/token"
	"go/types"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// A Place is memory: a path of fields from a root. In one run of the
// instruction that makes the root, equal places are the same memory.
type Place struct {
	// Root is a pointer: an allocation, a parameter, a global, a call's result.
	Root ssa.Value
	// Path is a sequence of ".3" (fourth field) and "[2]" (element of an array).
	// It begins with "*" where Root is a variable that holds the pointer.
	Path string
}

// Contains reports whether q is p or a part of it.
func (p Place) Contains(q Place) bool {
	rest, ok := strings.CutPrefix(q.Path, p.Path)
	return ok && p.Root == q.Root && (rest == "" || rest[0] == '.' || rest[0] == '[')
}

// In moves a place whose root is a parameter to what the argument points to.
func (p Place) In(arg Place) Place { return Place{arg.Root, arg.Path + p.Path} }

// Of returns the place that an address points to. It is not ok where equal
// places may be different memory: an element with an unknown index, what a
// field of pointer type points to, a variable that is set more than once.
//
// Free variables of function literals are replaced by what they are bound to
// where the literal is made, so that literal and surrounding function agree.
func Of(addr ssa.Value) (p Place, ok bool) {
	switch v := addr.(type) {
	case *ssa.FieldAddr:
		p, ok = Of(v.X)
		return Place{p.Root, p.Path + "." + strconv.Itoa(v.Field)}, ok
	case *ssa.IndexAddr:
		index, isConst := v.Index.(*ssa.Const)
		if _, array := v.X.Type().Underlying().(*types.Pointer); !array || !isConst {
			return Place{}, false
		}
		p, ok = Of(v.X)
		return Place{p.Root, p.Path + "[" + index.Value.String() + "]"}, ok
	case *ssa.UnOp:
		if v.Op != token.MUL {
			return Place{}, false
		}
		p, ok = Of(v.X)
		variable, isVar := p.Root.(*ssa.Alloc)
		if !ok || p.Path != "" || !isVar {
			return Place{}, false
		}
		_, once := onlyStore(variable)
		return Place{p.Root, "*"}, once
	case *ssa.FreeVar:
		bound := Binding(v)
		if bound == nil {
			return Place{}, false
		}
		return Of(bound)
	case *ssa.ChangeType:
		return Of(v.X)
	case *ssa.Phi:
		return Place{}, false
	}
	return Place{addr, ""}, true
}
