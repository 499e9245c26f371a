// Package ok has comparison functions that are an order, or whose use needs none.
package ok

import (
	"bytes"
	"cmp"
	"container/heap"
	"math/rand/v2"
	"slices"
	"sort"
	"strings"
)

type item struct {
	name  string
	rank  int
	small int8
	bits  uint16
	tags  []string
	big   uint64
}

func items() []item {
	return []item{{"b", 2, 2, 9, nil, 3}, {"a", 1, 1, 8, nil, 2}, {"c", 2, 3, 7, nil, 1}}
}

//proof:ok
func strict() {
	list := items()
	sort.Slice(list, func(i, j int) bool { return list[i].rank < list[j].rank })
	sort.Slice(list, func(i, j int) bool { return !(list[i].rank >= list[j].rank) })
	sort.Slice(list, func(i, j int) bool {
		a, b := &list[i], &list[j]
		if a.rank != b.rank {
			return a.rank > b.rank
		}
		return a.name < b.name
	})
	sort.Slice(list, func(i, j int) bool {
		if c := strings.Compare(list[i].name, list[j].name); c != 0 {
			return c <= 0
		}
		return false
	})
	sort.Slice(list, func(i, j int) bool { return list[i].rank <= list[j].rank && list[i].name < list[j].name })
}

// comparisonOfOthers compares different fields, which are not equal for equal elements.
//
//proof:ok
func comparisonOfOthers() {
	list := items()
	sort.Slice(list, func(i, j int) bool { return list[i].rank <= len(list[j].tags)-1 })
	sort.Slice(list, func(i, j int) bool { return i < j })
}

// strictlyIncreasing asks whether there are no two equal elements.
//
//proof:ok
func strictlyIncreasing() {
	list := items()
	_ = sort.SliceIsSorted(list, func(i, j int) bool { return list[i].rank <= list[j].rank })
}

type queue []item

func (q queue) Len() int           { return len(q) }
func (q queue) Less(i, j int) bool { return q[i].rank <= q[j].rank } // a heap has no use for a strict order
func (q queue) Swap(i, j int)      { q[i], q[j] = q[j], q[i] }
func (q *queue) Push(x any)        { *q = append(*q, x.(item)) }
func (q *queue) Pop() any {
	old := *q
	x := old[len(old)-1]
	*q = old[:len(old)-1]
	return x
}

//proof:ok
func heaps() {
	q := queue(items())
	heap.Init(&q)
	heap.Push(&q, item{name: "d"})
}

//proof:ok
func compares() {
	list := items()
	slices.SortFunc(list, func(a, b item) int { return cmp.Compare(a.rank, b.rank) })
	slices.SortFunc(list, func(a, b item) int {
		if a.rank < b.rank {
			return -1
		}
		return 1 // only a negative number counts when sorting
	})
	slices.SortFunc(list, func(a, b item) int {
		return cmp.Or(cmp.Compare(a.rank, b.rank), strings.Compare(a.name, b.name))
	})
	slices.SortFunc(list, func(a, b item) int {
		switch {
		case a.rank < b.rank:
			return -1
		case a.rank > b.rank:
			return 1
		}
		return 0
	})
	slices.SortFunc(list, func(a, b item) int { return 0 }) // keeps the order, on purpose
	_ = slices.MaxFunc(list, func(a, b item) int {
		if a.rank > b.rank {
			return 1
		}
		return 0 // MaxFunc asks for positive numbers only
	})
}

// differences that can't overflow, or of which the larger operand is known.
//
//proof:ok
func differences() {
	list := items()
	slices.SortFunc(list, func(a, b item) int { return int(a.small) - int(b.small) })
	slices.SortFunc(list, func(a, b item) int { return int(a.bits) - int(b.bits) })
	slices.SortFunc(list, func(a, b item) int { return len(a.tags) - len(b.tags) })
	slices.SortFunc(list, func(a, b item) int { return a.rank - b.rank }) // signed ones are asked for
	slices.SortFunc(list, func(a, b item) int {
		if a.bits > b.bits {
			return int(a.bits - b.bits)
		}
		return -int(b.bits - a.bits)
	})
}

// unknown asks functions of which nothing is known.
//
//proof:ok
func unknown() {
	list := items()
	sort.Slice(list, func(i, j int) bool { return rand.IntN(2) == 0 })
	before := func(a, b item) bool { return bytes.Compare([]byte(a.name), []byte(b.name)) < 0 }
	sort.Slice(list, func(i, j int) bool { return before(list[i], list[j]) })
	less := func(i, j int) bool { return true }
	less = func(i, j int) bool { return list[i].rank < list[j].rank }
	sort.Slice(list, less)
	sort.Slice(list, func(i, j int) bool {
		for k := range list[i].tags {
			if k >= len(list[j].tags) {
				return false
			}
		}
		return len(list[i].tags) < len(list[j].tags)
	})
}

// sort is not package sort.
type sorter struct{}

func (sorter) Slice(x any, less func(i, j int) bool) {}

//proof:ok
func otherSort() {
	sort := sorter{}
	sort.Slice(nil, func(i, j int) bool { return i <= j })
}

// The keys of a map are never equal.
//
//proof:ok
func keys() {
	m := map[string]int{"a": 1, "b": 2, "c": 3}
	names := make([]string, 0, len(m))
	for name := range m {
		names = append(names, name)
	}
	sort.SliceStable(names, func(i, j int) bool { return strings.Compare(names[i], names[j]) >= 0 })
	var again []string
	for name := range m {
		again = append(again, name)
	}
	sort.Slice(again, func(i, j int) bool { return again[i] >= again[j] })
	if !slices.Equal(names, again) || names[0] != "c" {
		panic(names)
	}
}
