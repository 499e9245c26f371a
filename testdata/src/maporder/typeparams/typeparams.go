// Package typeparams goes over maps in generic functions.
package typeparams

import (
	"fmt"
	"hash/fnv"
)

//proof:by runSum
//proof:instead fmt.Fprint(h, k, v) => _, _ = k, v; fmt.Fprint(h, len(m))
func sum[K comparable, V any](m map[K]V) uint64 {
	h := fnv.New64a()
	for k, v := range m {
		fmt.Fprint(h, k, v) // want `the sum is another one each time`
	}
	return h.Sum64()
}

//proof:observe
func runSum() bool {
	m := map[int]string{1: "a", 2: "b", 3: "c", 4: "d"}
	first := sum(m)
	for range 1000 {
		if sum(m) != first {
			return true
		}
	}
	return false
}

func added[M ~map[K]V, K comparable, V ~int](m M) (n V) {
	for _, v := range m {
		n += v
	}
	return n
}

//proof:ok
func runAdded() { added(map[string]int{"a": 1}) }
