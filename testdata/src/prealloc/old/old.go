// Package old is of an unknown Go version, so that there may be no package slices.
package old

//proof:none it is right only where slices.Grow is not
func visible(s []int) []int {
	var list []int // must stay nil, and there is no slices.Grow
	for _, n := range s {
		list = append(list, 2*n)
	}
	return list
}

//proof:by runHidden
func hidden(s []int) int {
	var list []int
	for _, n := range s {
		list = append(list, 2*n) // want `exactly len\(s\) long`
	}
	return len(list)
}

var numbers = make([]int, 100)

//proof:alloc
func runHidden() {
	if hidden(numbers) != 100 {
		panic("short")
	}
}
