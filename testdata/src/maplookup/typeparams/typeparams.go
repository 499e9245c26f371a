// Package typeparams looks into maps of generic types.
package typeparams

type set[K comparable] struct{ m map[K]int }

//proof:none it costs time only
func (s *set[K]) get(k K) int {
	if _, ok := s.m[k]; ok {
		return s.m[k] // want `searches s.m a second time`
	}
	return 0
}

// Whether M has more methods to look up a key is for its author to know.
//
//proof:by run
func find[M ~map[K]V, K comparable, V any](m M, k K) (v V) {
	for key := range m {
		if key == k {
			v = m[key]
		}
	}
	return v
}

// Whether a key of type K may be NaN is not known.
//
//proof:ok
func run() {
	m := map[string]int{"a": 1}
	if find(m, "a") != 1 {
		panic("lost")
	}
	reset(m)
	if len(m) > 0 {
		panic("left")
	}
}

func reset[K comparable](m map[K]int) {
	for k := range m {
		delete(m, k)
	}
}
