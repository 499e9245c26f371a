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
