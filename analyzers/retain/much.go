package retain

import "go/types"

const (
	maxDepth = 3    // how many structs and arrays are looked into, one in the other
	large    = 1024 // bytes of an array that count
)

// holdsMuch reports whether a value may keep more alive than a few words: bytes, a
// map, a large array, a closure, or something of which nothing is known but that it
// is behind a pointer. A channel and an interface say nothing.
func holdsMuch(t types.Type, depth int) bool {
	if depth > maxDepth {
		return false
	}
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		if _, ok := types.Unalias(p.Elem()).(*types.TypeParam); ok {
			return true
		}
		return holdsMuch(p.Elem(), depth)
	}
	if _, ok := types.Unalias(t).(*types.TypeParam); ok {
		return false
	}
	switch u := t.Underlying().(type) {
	case *types.Map:
		return true
	case *types.Signature:
		return depth == 0
	case *types.Slice:
		return types.Identical(u.Elem().Underlying(), types.Typ[types.Byte])
	case *types.Array:
		return u.Len() >= large || u.Len() > 0 && holdsMuch(u.Elem(), depth+1)
	case *types.Struct:
		for f := range u.Fields() {
			if holdsMuch(f.Type(), depth+1) {
				return true
			}
		}
	}
	return false
}
