// Package typeparams has generic functions.
package typeparams

type box[T any] struct {
	v   T
	set bool
}

//proof:by observed
//proof:instead for _, b := range list => for i := range list
//proof:instead b.v, b.set = v, true => list[i].v, list[i].set = v, true
func fill[T any](list []box[T], v T) {
	for _, b := range list {
		b.v, b.set = v, true // want `list stays as it was: b is a copy of the element`
	}
}

//proof:observe
func observed() bool {
	list := make([]box[int], 1)
	fill(list, 7)
	return list[0].v == 0
}

//proof:by kept
func fillAll[S ~[]box[T], T any](list S, v T) {
	for i := range list {
		b := &list[i]
		b.v, b.set = v, true
	}
}

//proof:ok
func kept() {
	list := make([]box[int], 1)
	fillAll(list, 7)
	if list[0].v != 7 {
		panic("lost")
	}
}

//proof:by addedGeneric
//proof:instead list = append(list, v) => list[0] = v
func add[T comparable](list []T, values []T, not T) {
	for _, v := range values {
		if v != not {
			list = append(list, v) // want `the caller's slice stays as long as it was`
		}
	}
}

//proof:observe
func addedGeneric() bool {
	list := []int{0}
	add(list, []int{1, 2}, 0)
	return list[len(list)-1] == 0
}

type handle[T any] struct {
	open  *int
	value T
}

//proof:observe
//proof:instead h := &handle[int]{open: &open} => h = &handle[int]{open: &open}
func staysOpen() bool {
	open := 1
	func() {
		var h *handle[int]
		defer func() {
			if h != nil {
				*h.open = 0
			}
		}()
		for range 1 {
			h := &handle[int]{open: &open} // want `this declares another h: the one of line \d+, which the function literal tests at line \d+, is never set`
			h.value++
		}
	}()
	return open == 1
}
