package a

import "slices"

// The element stays, and what was in front of it goes.
//
//proof:observe
//proof:instead list[i:], => list[:i],
func wrongEnd() bool {
	list := numbers()
	for i, n := range list {
		if n == 4 {
			list = append(list[i:], list[i+1:]...) // want `this drops what is in front of i, keeps the element there, and has what follows twice: to remove the element, append to list\[:i\]`
			break
		}
	}
	return slices.Contains(list, 4)
}

type registry struct{ all []int }

//proof:by removes
func (r *registry) remove(n int) {
	if i := slices.Index(r.all, n); i >= 0 {
		r.all = append(r.all[i:], r.all[(i+1):]...) // want `append to r.all\[:i\]`
	}
}

//proof:observe
//proof:noflip the method is mended, not this
func removes() bool {
	r := &registry{numbers()}
	r.remove(4)
	return slices.Contains(r.all, 4)
}
