// Package typeparams deletes from generic slices.
package typeparams

import "slices"

//proof:by run
//proof:instead return s[len(s)-1] => return short[len(short)-1]
func last[S ~[]E, E comparable](s S) E {
	short := slices.Delete(s, 0, 1)
	if len(short) == 0 {
		panic("empty")
	}
	return s[len(s)-1] // want `slices.Delete at line 9 has moved`
}

//proof:observe
func run() bool { return last([]int{1, 2, 3}) == 0 }

//proof:ok
func same() {
	if shorten([]int{1, 1})[0] != 1 {
		panic("wrong")
	}
}

func shorten[S ~[]E, E comparable](s S) S {
	s = slices.Compact(s)
	return s
}
