// Package typeparams has generic loops.
package typeparams

import "fmt"

type table[K comparable, V any] struct{ m map[K]V }

//proof:by runAddAll
//proof:instead m["x"+k] = v => if len(k) == 1 { m["x"+k] = v }
func addAll[M ~map[string]V, V any](m M) {
	for k, v := range m {
		m["x"+k] = v // want `the loop over m of line 11 may or may not`
	}
}

func put[K comparable, V any](m map[K]V, k K, v V) { m[k] = v }

//proof:by runViaGeneric
//proof:instead put(m, k+"x", v) => if len(k) == 1 { put(m, k+"x", v) }
func viaGeneric[V any](m map[string]V) {
	for k, v := range m {
		put(m, k+"x", v) // want `added by this call`
		put(m, k, v)
	}
}

//proof:none what f does is up to the caller
func (t *table[K, V]) double(f func(K) K) {
	for k, v := range t.m {
		t.m[k] = v
		t.m[f(k)] = v // f may give back k
	}
}

func varies(f func(m map[string]int)) bool {
	sizes := make(map[int]bool)
	for range 2000 {
		m := map[string]int{"a": 1, "b": 2, "c": 3}
		f(m)
		sizes[len(m)] = true
	}
	return len(sizes) > 1
}

//proof:observe
func runAddAll() bool { return varies(addAll[map[string]int]) }

//proof:observe
func runViaGeneric() bool { return varies(viaGeneric[int]) }

//proof:observe
//proof:instead put(m, fmt.Sprint("x", k), 1) => if len(k) == 1 { put(m, fmt.Sprint("x", k), 1) }
func direct() bool {
	return varies(func(m map[string]int) {
		for k := range m {
			put(m, fmt.Sprint("x", k), 1) // want `added by this call`
		}
	})
}
