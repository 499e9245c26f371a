// Package signed has differences of signed integers, which are reported on request.
package signed

import (
	"math"
	"slices"
	"strings"
)

// row: SL21
//
//proof:observe
//proof:instead return a - b => if a < b { return -1 }; if a > b { return 1 }; return 0
func far() bool {
	list := []int{math.MaxInt, math.MinInt, 0}
	slices.SortFunc(list, func(a, b int) int {
		return a - b // want `the difference overflows when the operands are far apart`
	})
	return !slices.IsSorted(list)
}

//proof:observe
//proof:instead int(a - b) => int(a) - int(b)
func farther() bool {
	list := []int32{math.MaxInt32, math.MinInt32, 0}
	slices.SortFunc(list, func(a, b int32) int {
		return int(a - b) // want `the difference overflows`
	})
	return !slices.IsSorted(list)
}

//proof:ok
func near() {
	slices.SortFunc([]int32{2, 1}, func(a, b int32) int { return int(a) - int(b) })
	slices.SortFunc([]string{"b", "a"}, func(a, b string) int { return len(a) - len(b) })
	slices.SortFunc([]string{"b", "a"}, func(a, b string) int { return strings.Compare(a, b) })
}
