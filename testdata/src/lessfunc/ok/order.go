package ok

import (
	"cmp"
	"slices"
	"sort"
	"strings"
)

type entry struct {
	age  int
	name string
	dir  bool
}

func entries() []entry {
	return []entry{{1, "d", false}, {2, "c", true}, {2, "b", false}, {4, "a", true}}
}

//proof:ok
func orders() {
	list := entries()
	sort.Slice(list, func(i, j int) bool {
		return list[i].age < list[j].age || list[i].age == list[j].age && list[i].name < list[j].name
	})
	sort.Slice(list, func(i, j int) bool {
		if list[i].age < list[j].age {
			return true
		}
		if list[i].age > list[j].age {
			return false
		}
		return list[i].name < list[j].name
	})
	sort.Slice(list, func(i, j int) bool {
		a, b := list[i], list[j]
		switch {
		case a.dir != b.dir:
			return a.dir
		case a.age != b.age:
			return a.age > b.age
		default:
			return strings.Compare(a.name, b.name) < 0
		}
	})
	sort.Slice(list, func(i, j int) bool { return list[i].age < list[j].age && list[i].name > list[j].name })
	// Whether one is a directory decides first.
	sort.Slice(list, func(i, j int) bool {
		return list[i].dir && !list[j].dir || list[i].dir == list[j].dir && list[i].name < list[j].name
	})
	slices.SortFunc(list, func(a, b entry) int {
		if c := cmp.Compare(a.age, b.age); c != 0 {
			return c
		}
		return cmp.Compare(a.name, b.name)
	})
	slices.SortFunc(list, func(a, b entry) int {
		return cmp.Or(cmp.Compare(a.age, b.age), -cmp.Compare(a.name, b.name))
	})
	slices.SortFunc(list, func(a, b entry) int {
		if a.age < b.age {
			return -1
		} else if a.age > b.age {
			return 1
		}
		return 0
	})
}

//proof:ok
func byIndex() {
	list := entries()
	order := []int{3, 1, 0, 2}
	sort.Slice(order, func(i, j int) bool { return list[order[i]].age < list[order[j]].age })
	part := list[:2]
	sort.Slice(part, func(i, j int) bool { return list[i].age < list[j].age })
	same := list
	sort.Slice(same, func(i, j int) bool { return list[i].age < list[j].age })
	p := &list
	sort.Slice(*p, func(i, j int) bool { return list[i].age < list[j].age })
	byKey(map[string][]entry{"a": list}, "a")
	whole := everything(list)
	sort.Slice(whole, func(i, j int) bool { return list[i].age < list[j].age })
	ranks := map[int]int{0: 1}
	some := []int{1, 0}
	sort.Slice(some, func(i, j int) bool { return ranks[some[i]] < ranks[some[j]] })
}

func everything(list []entry) []entry { return list }

func byKey(m map[string][]entry, key string) {
	x := m[key]
	y := m[key]
	sort.Slice(x, func(i, j int) bool { return y[i].age < y[j].age })
}
