// Package typeparams compares values of type parameters.
package typeparams

import "reflect"

func equal[T, U any](x T, y U) bool {
	return reflect.DeepEqual(x, y) || reflect.DeepEqual([]T{x}, []U{y}) // they may be one type
}

//proof:by runSlices
//proof:instead len(int64s), int64s => len(int64s), len(s)-1
func slices[S ~[]E, E any](s S, e E) bool {
	return reflect.DeepEqual(s, []E{e}) || reflect.DeepEqual(len(int64s), int64s) // want `len\(int64s\) is a int and int64s a \[\]int64`
}

var int64s []int64

//proof:observe
func runSlices() bool { return !slices(names{"b"}, "a") && equal(1, 1) }

type names []string
