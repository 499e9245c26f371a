package a

import (
	"cmp"
	"slices"
	"sort"
	"time"
)

type entry struct {
	age  int
	name string
	at   time.Time
}

func entries() []entry {
	return []entry{{1, "d", time.Unix(4, 0)}, {2, "c", time.Unix(3, 0)}, {3, "b", time.Unix(2, 0)}, {4, "a", time.Unix(1, 0)}}
}

//proof:observe
//proof:instead list[i].age < list[j].age || list[i].name < list[j].name => list[i].age < list[j].age || list[i].age == list[j].age && list[i].name < list[j].name
func twoFields() bool {
	list := entries()
	less := func(i, j int) bool {
		return list[i].age < list[j].age || list[i].name < list[j].name // want `two elements whose list\[i\].age and list\[i\].name differ in opposite ways each come before the other: sort.Slice leaves them in random order; compare the second only where the first is equal`
	}
	sort.Slice(list, less)
	return less(0, 1) && less(1, 0)
}

// Without an else it goes on to the second.
//
//proof:observe
//proof:instead return a.name < b.name => return a.age == b.age && a.name < b.name
func fallsThrough() bool {
	list := entries()
	less := func(i, j int) bool {
		a, b := list[i], list[j]
		if a.age < b.age {
			return true
		}
		return a.name < b.name // want `two elements whose a.age and a.name differ in opposite ways`
	}
	sort.SliceStable(list, less)
	return less(0, 3) && less(3, 0)
}

//proof:observe
//proof:instead return cmp.Compare(a.name, b.name) => return max(cmp.Compare(a.name, b.name), 1)
func compareTwo() bool {
	list := entries()
	order := func(a, b entry) int {
		if a.at.Before(b.at) {
			return -1
		}
		return cmp.Compare(a.name, b.name) // want `two elements whose a.at and a.name differ in opposite ways`
	}
	slices.SortFunc(list, order)
	list[0].name, list[1].name = "z", "a"
	list[0].at, list[1].at = time.Unix(1, 0), time.Unix(2, 0)
	return order(list[0], list[1]) < 0 && order(list[1], list[0]) < 0
}

//proof:observe
//proof:instead list[i].age < list[j].age => sorted[i].age < sorted[j].age
func copyOfIt() bool {
	list := entries()
	sorted := append([]entry(nil), list...)
	slices.Reverse(sorted)
	sort.Slice(sorted, func(i, j int) bool {
		return list[i].age < list[j].age // want `sort.Slice moves the elements of sorted, and this compares those of list, which stay where they are; compare sorted\[i\]`
	})
	return sorted[0].age != 1
}

//proof:by runParallel
func parallel(names []string, ages []int) {
	sort.Slice(names, func(a, b int) bool {
		return ages[a] < ages[b] // want `sort.Slice moves the elements of names, and this compares those of ages, which stay where they are; compare names\[a\]`
	})
}

//proof:observe
//proof:noflip two slices can't be sorted by one call
func runParallel() bool {
	names := []string{"c", "b", "a"}
	parallel(names, []int{3, 1, 2})
	return names[0] != "b" || names[1] != "a" || names[2] != "c"
}
