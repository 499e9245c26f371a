package closing

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
)

// A place is memory that may hold the channel: what is reached from a value by
// loads and fields. Two equal places are the same memory while nothing on the way
// is written.
type place struct {
	root ssa.Value
	path string // "*" is a load, ".name" a field
	vars [3]*types.Var
}

func (p place) valid() bool { return p.root != nil }

// placeOf names the memory at the address.
func placeOf(addr ssa.Value) (place, bool) {
	switch addr := addr.(type) {
	case *ssa.FieldAddr:
		p, ok := placeOf(addr.X)
		if !ok {
			return place{}, false
		}
		return p.field(flow.Field(addr))
	case *ssa.UnOp:
		if addr.Op == token.MUL {
			p, ok := placeOf(addr.X)
			p.path += "*"
			return p, ok
		}
	case *ssa.IndexAddr, *ssa.Const:
		return place{}, false
	}
	return place{root: addr}, true
}

// placeOfLoad names the memory that the value was loaded from.
func placeOfLoad(v ssa.Value) (place, bool) {
	if load, ok := v.(*ssa.UnOp); ok && load.Op == token.MUL {
		return placeOf(load.X)
	}
	return place{}, false
}

func (p place) field(v *types.Var) (place, bool) {
	for i := range p.vars {
		if p.vars[i] == nil {
			p.vars[i] = v
			p.path += "." + v.Name()
			return p, true
		}
	}
	return place{}, false
}

// below is the place that the path of rest leads to from p.
func (p place) below(rest place) (place, bool) {
	for _, v := range rest.vars {
		if v == nil {
			break
		}
		var ok bool
		if p, ok = p.field(v); !ok {
			return place{}, false
		}
	}
	return p, true
}

// onTop is rest seen from a caller, where its root is the value v.
func (rest place) onTop(v ssa.Value) (place, bool) {
	p, ok := placeOf(v)
	if !ok {
		return place{}, false
	}
	path := p.path + rest.path
	p, ok = p.below(rest)
	p.path = path
	return p, ok
}

// within reports whether writing at outer may change what is at p.
func (p place) within(outer place) bool {
	return p.root == outer.root && len(p.path) >= len(outer.path) && p.path[:len(outer.path)] == outer.path
}

func (p place) uses(v *types.Var) bool {
	for _, w := range p.vars {
		if w != nil && w == v {
			return true
		}
	}
	return false
}
