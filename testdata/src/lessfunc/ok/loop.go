package ok

import (
	"slices"
	"sort"
)

//proof:ok
func loops() {
	list := items()
	sort.Slice(list, func(i, j int) bool {
		a, b := list[i].tags, list[j].tags
		for k := 0; k < len(a) && k < len(b); k++ {
			if a[k] != b[k] {
				return a[k] < b[k]
			}
		}
		return len(a) < len(b)
	})
	sort.Slice(list, func(i, j int) bool {
		for k := range list[i].tags {
			if k >= len(list[j].tags) {
				return false
			}
		}
		return len(list[i].tags) < len(list[j].tags)
	})
	// The loop decides, and what is behind it is never asked for equal elements.
	sort.Slice(list, func(i, j int) bool {
		n := 0
		for _, tag := range list[i].tags {
			if slices.Contains(list[j].tags, tag) {
				n = len(tag)
			}
		}
		return n <= list[j].rank-3
	})
	sort.Slice(list, func(i, j int) bool {
		for k := 0; k < 2; k++ {
			if list[i].rank+k == list[j].rank {
				return false
			}
		}
		return list[i].rank < list[j].rank
	})
}
