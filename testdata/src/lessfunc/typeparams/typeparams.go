// Package typeparams has generic comparison functions.
package typeparams

import (
	"cmp"
	"math"
	"slices"
	"sort"
)

type pair[K cmp.Ordered, V any] struct {
	key K
	val V
}

type pairs[K cmp.Ordered, V any] []pair[K, V]

func (p pairs[K, V]) Len() int           { return len(p) }
func (p pairs[K, V]) Less(i, j int) bool { return p[i].key <= p[j].key } // want `sort.Stable moves them`
func (p pairs[K, V]) Swap(i, j int)      { p[i], p[j] = p[j], p[i] }

//proof:observe
//proof:instead p[i].key <= p[j].key => p[i].key < p[j].key
func method() bool {
	list := pairs[string, int]{{"a", 1}, {"a", 2}}
	sort.Stable(list)
	return list[0].val == 2
}

//proof:by instance
//proof:instead int { => int { if a.key < b.key { return -1 }
func order[K cmp.Ordered, V any](a, b pair[K, V]) int { // want `never returns a negative number`
	if a.key > b.key {
		return 1
	}
	return 0
}

//proof:observe
func instance() bool {
	list := []pair[int, int]{{2, 0}, {1, 0}}
	slices.SortFunc(list, order[int, int])
	return list[0].key == 2
}

//proof:by runSorted
//proof:instead <= => <
func sorted[S ~[]E, E cmp.Ordered](s S) {
	sort.SliceStable(s, func(i, j int) bool {
		return s[i] <= s[j] // want `each comes before the other`
	})
	slices.SortFunc(s, func(a, b E) int { return cmp.Compare(a, b) })
}

//proof:observe
func runSorted() bool {
	list := []float64{0, math.Copysign(0, -1)} // which are equal
	sorted(list)
	return math.Signbit(list[0])
}
