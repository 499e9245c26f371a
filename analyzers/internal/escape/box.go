package escape

import "go/types"

// IsFree reports whether an interface can hold any value of the type without
// memory for it: pointers and what is as good as one, values without size,
// bools and single bytes.
func (r *Result) IsFree(t types.Type) bool {
	return r.types.isDirect(t) || r.types.isByte(t) || r.types.size(t) == 0
}
