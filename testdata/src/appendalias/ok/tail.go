package ok

import "slices"

// Removed as it is meant.
//
//proof:ok
func removed() {
	list, i := numbers(), 1
	list = append(list[:i], list[i+1:]...)
	check(len(list) != 2)
}

// Another slice, another index, another step.
//
//proof:ok
func others() {
	list, other, i, j := numbers(), numbers(), 1, 0
	check(len(append(slices.Clip(list)[i:], other[i+1:]...)) != 3)
	check(len(append(list[i:len(list):len(list)], list[i+1:]...)) != 3)
	check(len(append(other[i:], list[j+1:]...)) != 4)
	check(len(append(other[i:], list[i:]...)) != 4)
}
