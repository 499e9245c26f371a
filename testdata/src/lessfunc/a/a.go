// Package a has comparison functions that are no order.
package a

import (
	"cmp"
	"slices"
	"sort"
	"strings"
	"time"
)

type person struct {
	name  string
	age   int
	level uint8
	id    uint32
	score float64
	born  time.Time
}

// people are in the order of their names, and all of one age.
func people() []person {
	list := make([]person, 40)
	for i := range list {
		list[i] = person{name: string(rune('A' + i)), age: 30, level: uint8(40 - i), id: uint32(1000 - i), score: float64(40-i) / 100}
	}
	return list
}

// moved reports whether elements that are equal by age have changed places.
func moved(list []person) bool {
	return !slices.IsSortedFunc(list, func(a, b person) int { return strings.Compare(a.name, b.name) })
}

// row: SL19
//
//proof:observe
//proof:instead <= => <
func lessOrEqual() bool {
	list := people()
	sort.SliceStable(list, func(i, j int) bool {
		return list[i].age <= list[j].age // want `of two equal elements each comes before the other: sort.SliceStable moves them and leaves them in reverse order; return false when they are equal`
	})
	return moved(list)
}

// row: SL19
//
//proof:observe
//proof:instead >= => >
func unstable() bool {
	list := people()[:8]
	sort.Slice(list, func(i, j int) bool { return list[i].age >= list[j].age }) // want `sort.Slice moves them for nothing`
	return moved(list)
}

//proof:observe
//proof:instead !(list[i].age > list[j].age) => list[i].age < list[j].age
func not() bool {
	list := people()
	sort.SliceStable(list, func(i, j int) bool {
		return !(list[i].age > list[j].age) // want `each comes before the other`
	})
	return moved(list)
}

//proof:observe
//proof:instead <= => <
func lastKey() bool {
	list := people()
	sort.SliceStable(list, func(i, j int) bool {
		a, b := list[i], list[j]
		if a.level/100 != b.level/100 {
			return a.level/100 < b.level/100
		}
		return a.age <= b.age // want `each comes before the other`
	})
	return moved(list)
}

//proof:observe
//proof:instead born.Equal => born.Before
func either() bool {
	list := people()
	sort.SliceStable(list, func(i, j int) bool {
		return list[i].age < list[j].age || list[i].born.Equal(list[j].born) // want `each comes before the other`
	})
	return moved(list)
}

//proof:observe
//proof:instead return true => return x < y
func switched() bool {
	list := people()
	sort.SliceStable(list, func(i, j int) bool {
		switch x, y := list[i].age, list[j].age; {
		case x < y:
			return true
		case x > y:
			return false
		default:
			return true // want `each comes before the other`
		}
	})
	return moved(list)
}

//proof:observe
//proof:instead return true => return list[i].name < list[j].name
func bothBranches() bool {
	list := people()
	less := func(i, j int) bool {
		if strings.Compare(list[i].name, list[j].name) > 1 {
			return false
		}
		return true // want `each comes before the other`
	}
	sort.SliceStable(list, less)
	return moved(list)
}

//proof:by declared
//proof:instead return -1 => return cmp.Compare(a.age, b.age)
func byAge(a, b person) int {
	if a.age > b.age {
		return 1
	}
	return -1 // want `slices.SortStableFunc moves them and leaves them in reverse order; return 0 when they are equal`
}

//proof:observe
func declared() bool {
	list := people()
	slices.SortStableFunc(list, byAge)
	return moved(list)
}

type byYear []person

func (p byYear) Len() int           { return len(p) }
func (p byYear) Less(i, j int) bool { return p[i].age <= p[j].age } // want `sort.Stable moves them`
func (p byYear) Swap(i, j int)      { p[i], p[j] = p[j], p[i] }

//proof:observe
//proof:instead p[i].age <= p[j].age => p[i].age < p[j].age
func method() bool {
	list := people()
	sort.Stable(byYear(list))
	return moved(list)
}

type byRank []person

func (p byRank) Len() int           { return len(p) }
func (p byRank) Less(i, j int) bool { return cmp.Compare(p[i].age, p[j].age) <= 0 } // want `sort.Sort moves them`
func (p byRank) Swap(i, j int)      { p[i], p[j] = p[j], p[i] }

//proof:observe
//proof:instead cmp.Compare(p[i].age, p[j].age) <= 0 => cmp.Compare(p[i].age, p[j].age) < 0
func reversed() bool {
	list := people()[:8]
	sort.Sort(sort.Reverse(byRank(list)))
	return moved(list)
}

// row: SL22
//
//proof:observe
//proof:instead func(a, b person) int { => func(a, b person) int { if a.level < b.level { return -1 }
func neverNegative() bool {
	list := people()
	slices.SortFunc(list, func(a, b person) int { // want `never returns a negative number: to slices.SortFunc no element comes before another`
		if a.level > b.level {
			return 1
		}
		return 0
	})
	return list[0].level != 1
}

// row: SL22
//
//proof:observe
//proof:instead func(a, b person) int { => func(b, a person) int { if a.level > b.level { return -1 }
func smallest() bool {
	list := people()
	least := slices.MinFunc(list, func(a, b person) int { // want `to slices.MinFunc no element comes before another`
		if a.level < b.level {
			return 1
		}
		return 0
	})
	return least.level != 1
}

//proof:observe
//proof:instead return 1 => return cmp.Compare(a, b)
func neverFound() bool {
	_, found := slices.BinarySearchFunc([]int{1, 2, 3}, 2, func(a, b int) int {
		if a < b {
			return -1
		}
		return 1 // want `never returns 0, not even for the target itself`
	})
	return !found
}

// row: SL21
//
//proof:observe
//proof:instead int(a.level - b.level) => int(a.level) - int(b.level)
func wraps() bool {
	list := people()
	slices.SortFunc(list, func(a, b person) int {
		return int(a.level - b.level) // want `the difference of two uint8 wraps around and is never negative`
	})
	return list[0].level != 1
}

// row: SL21
//
//proof:observe
//proof:instead int(b.id - a.id) => int(b.id) - int(a.id)
func wrapsToo() bool {
	list := people()
	slices.Reverse(list)
	first := list[0].id
	slices.SortFunc(list, func(a, b person) int {
		return int(b.id - a.id) // want `the difference of two uint32 wraps around`
	})
	return list[0].id == first
}

// row: SL21
//
//proof:observe
//proof:instead int(a.score - b.score) => cmp.Compare(a.score, b.score)
func fraction() bool {
	list := people()
	slices.SortFunc(list, func(a, b person) int {
		return int(a.score - b.score) // want `int cuts the fraction off`
	})
	return list[0].score != 0.01
}

// Keys of a map are not equal, but what is compared of them may be.
//
//proof:observe
//proof:instead <= => <
func keyLengths() bool {
	m := map[string]bool{"a": true, "b": true}
	var names []string
	for name := range m {
		names = append(names, name)
	}
	first := names[0]
	sort.SliceStable(names, func(i, j int) bool {
		return len(names[i]) <= len(names[j]) // want `each comes before the other`
	})
	return names[0] != first
}
