// Package typeparams appends in generic functions.
package typeparams

//proof:by runConvert
func convert[A, B any](list []A, f func(A) B) []B {
	out := make([]B, len(list)) // want `out begins with`
	for _, v := range list {
		out = append(out, f(v))
	}
	return out
}

//proof:observe
func runConvert() bool {
	return len(convert([]int{1}, func(n int) string { return "x" })) == 2
}

func converted[S ~[]E, E any](list S) S {
	out := make(S, 0, len(list))
	for _, v := range list {
		out = append(out, v)
	}
	return out
}

//proof:ok
func runConverted() { converted([]int{1}) }
