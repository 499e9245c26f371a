//go:build go1.22

package loops

import (
	"cmp"
	"slices"
	"sort"
)

//proof:alloc
func sorted() {
	for _, row := range matrix() {
		sort.Slice(row, func(i, j int) bool { return row[i] < row[j] }) // want `sort.Slice allocates the slice header and a swapper in each iteration, and swaps by reflection: use slices.SortFunc`
	}
}

// The comparison functions of slices.SortFunc need none of it.
//
//proof:noalloc
func sortedFunc() {
	for _, row := range matrix0 {
		slices.SortFunc(row, func(a, b string) int { return cmp.Compare(a, b) })
	}
}

var matrix0 = [][]string{words}
