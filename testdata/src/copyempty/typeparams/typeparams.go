// Package typeparams copies in generic functions.
package typeparams

//proof:by runClone
//proof:instead copy(dst, src) => dst = append(dst, src...)
func clone[S ~[]E, E any](src S) S {
	dst := make(S, 0, len(src))
	copy(dst, src) // want `copies nothing`
	return dst
}

//proof:observe
func runClone() bool { return len(clone([]int{1})) == 0 }

func cloned[S ~[]E, E any](src S) S {
	dst := make(S, len(src))
	copy(dst, src)
	return dst
}

//proof:ok
func runCloned() { cloned([]int{1}) }

type box[T any] struct{ all []T }

//proof:by runShared
//proof:instead copy(b2.all, b.all) => b2.all = append([]T(nil), b.all...)
func (b *box[T]) clone() *box[T] {
	b2 := *b
	copy(b2.all, b.all) // want `copies a slice onto itself`
	return &b2
}

//proof:observe
func runShared() bool {
	b := &box[int]{[]int{1}}
	b.clone().all[0] = 2
	return b.all[0] == 2
}
