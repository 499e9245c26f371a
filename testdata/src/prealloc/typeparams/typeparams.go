//go:build go1.22

// Package typeparams has generic loops.
package typeparams

//proof:by runTransform
func transform[S ~[]E, E, R any](s S, f func(E) R) []R {
	var out []R
	for range s {
		var zero R
		out = append(out, zero) // want `exactly len\(s\) long: grow it once`
	}
	return out
}

//proof:by runKeys
func keys[M ~map[K]V, K comparable, V any](m M) []K {
	out := []K{}
	for k := range m {
		out = append(out, k) // want `exactly len\(m\) long: allocate`
	}
	return out
}

//proof:by runSet
func set[K comparable, V any](m map[K]V) map[K]bool {
	out := make(map[K]bool)
	for k := range m {
		out[k] = true // want `out grows while`
	}
	return out
}

//proof:none filters are not reported
func filter[E any](s []E, keep func(E) bool) []E {
	var out []E
	for _, e := range s {
		if keep(e) {
			out = append(out, e)
		}
	}
	return out
}

var (
	numbers = make([]int, 100)
	table   = func() map[int]int {
		m := make(map[int]int)
		for i := range 100 {
			m[i] = -i
		}
		return m
	}()
	sinkNumbers []int
	sinkSet     map[int]bool
)

//proof:alloc
func runTransform() { sinkNumbers = transform(numbers, func(n int) int { return n }) }

//proof:alloc
func runKeys() { sinkNumbers = keys(table) }

//proof:alloc
func runSet() { sinkSet = set(table) }
