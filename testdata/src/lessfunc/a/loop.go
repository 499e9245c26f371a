package a

import (
	"bytes"
	"slices"
	"sort"
)

type field struct {
	name  string
	index []int
	from  int
	to    int
}

type byIndex []field

func (x byIndex) Len() int      { return len(x) }
func (x byIndex) Swap(i, j int) { x[i], x[j] = x[j], x[i] }

//proof:by deeper
func (x byIndex) Less(i, j int) bool {
	a, b := x[i].index, x[j].index
	for k := 0; k < len(a) && k < len(b); k++ {
		if a[k] != b[k] {
			return a[k] < b[k]
		}
	}
	return len(a) <= len(b) // want `of two equal elements each comes before the other: sort.Stable moves them and leaves them in reverse order; return false when they are equal`
}

func fields() []field {
	list := make([]field, 30)
	for i := range list {
		list[i] = field{name: string(rune('A' + i)), index: []int{1, 2}, from: 0, to: 1}
	}
	return list
}

func shuffled(list []field) bool {
	return !slices.IsSortedFunc(list, func(a, b field) int { return int(a.name[0]) - int(b.name[0]) })
}

//proof:observe
//proof:noflip the method is another function
func deeper() bool {
	list := fields()
	sort.Stable(byIndex(list))
	return shuffled(list)
}

//proof:observe
//proof:instead <= 0 => < 0
func parts() bool {
	data := []byte("x")
	list := fields()
	sort.SliceStable(list, func(i, j int) bool {
		a, b := list[i], list[j]
		return bytes.Compare(data[a.from:a.to], data[b.from:b.to]) <= 0 // want `each comes before the other`
	})
	return shuffled(list)
}
