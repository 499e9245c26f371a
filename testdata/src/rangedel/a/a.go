// Package a removes elements from slices while loops go over them.
package a

import "slices"

func numbers() []int { return []int{2, 4, 5, 6} }

func even(list []int) bool { return slices.ContainsFunc(list, func(n int) bool { return n%2 == 0 }) }

// row: SL14
//
//proof:panic index out of range
func ranged() {
	list := numbers()
	for i := range list {
		if list[i]%2 == 0 { //proof:at
			list = append(list[:i], list[i+1:]...) // want `the loop of line 15 goes on over the old length of list: it skips the element behind the removed one, and list\[i\] panics at the end`
		}
	}
}

// row: SL14
//
//proof:observe
//proof:instead append(list[:i], list[i+1:]...) => slices.DeleteFunc(list, func(n int) bool { return n%2 == 0 }); break
func withValue() bool {
	list := []int{2, 4, 5, 6, 7}
	for i, n := range list {
		if n%2 == 0 && i < len(list) {
			list = append(list[:i], list[i+1:]...) // want `reads behind the last one at the end`
		}
	}
	return even(list)
}

//proof:panic out of range
func deleted() {
	list := numbers()
	for i, n := range list {
		if n%2 == 0 {
			list = slices.Delete(list, i, i+1) // want `goes on over the old length`
		}
	}
}

//proof:panic out of range
func counted() {
	list := numbers()
	for i := range len(list) {
		if list[i]%2 == 0 { //proof:at
			list = slices.Delete(list, i, i+1) // want `goes on over the old length`
		}
	}
}

type set struct{ items []int }

//proof:by runField
func (s *set) dropEven() {
	for i := range s.items {
		if s.items[i]%2 != 0 { //proof:at
			continue
		}
		s.items = append(s.items[:i], s.items[i+1:]...) // want `old length of s.items`
	}
}

//proof:panic out of range
func runField() {
	s := &set{numbers()}
	s.dropEven()
}

// row: SL15
//
//proof:observe
//proof:instead append(list[:i], list[i+1:]...) => append(list[:i], list[i+1:]...); i--
func threeClauses() bool {
	list := numbers()
	for i := 0; i < len(list); i++ {
		if list[i]%2 == 0 {
			list = append(list[:i], list[i+1:]...) // want `the element behind the removed one moves to index i, and the loop of line 80 goes on to the next`
		}
	}
	return even(list)
}

// row: SL15
//
//proof:observe
//proof:instead list = list[:len(list)-1] => list = list[:len(list)-1]; i--
func copied() bool {
	list := numbers()
	for i := 0; i < len(list); i++ {
		if list[i]%2 == 0 {
			copy(list[i:], list[i+1:])
			list[len(list)-1] = 0
			list = list[:len(list)-1] // want `moves to index i`
		}
	}
	return even(list)
}

//proof:observe
//proof:instead list = list[:len(list)-1] => list = list[:len(list)-1]; i--
func swapped() bool {
	list := []int{2, 3, 5, 6}
	for i := 0; i < len(list); i++ {
		if list[i]%2 == 0 {
			list[i] = list[len(list)-1]
			list = list[:len(list)-1] // want `moves to index i`
		}
	}
	return even(list)
}

//proof:observe
//proof:instead append(list[:i], list[i+1:]...) => append(list[:i], list[i+1:]...); i--
func inSwitch() bool {
	list := numbers()
	for i := 0; i < len(list); i++ {
		switch {
		case list[i]%2 == 0:
			list = append(list[:i], list[i+1:]...) // want `moves to index i`
			break                                  // leaves the switch only
		}
	}
	return even(list)
}

//proof:observe
//proof:instead append(list[:i], list[i+1:]...) => append(list[:i], list[i+1:]...); i--
func inner() bool {
	list := numbers()
	drop := []int{4, 2}
	for i := 0; i < len(list); i++ {
		for _, d := range drop {
			if list[i] == d {
				list = append(list[:i], list[i+1:]...) // want `moves to index i`
				break
			}
		}
	}
	return slices.Contains(list, 4)
}

//proof:observe
//proof:instead append(list[:i], list[i+1:]...) => append(list[:i], list[i+1:]...); i--
func literal() bool {
	list := numbers()
	clean := func() {
		for i := 0; i < len(list); i++ {
			if list[i]%2 == 0 {
				list = append(list[:i], list[i+1:]...) // want `moves to index i`
			}
		}
	}
	clean()
	return even(list)
}

type member struct{ name string }

// The index of the round is behind the end after a removal.
//
//proof:by runPointers
func pointers(list []*member, m *member) []*member {
	for i := range list {
		if list[i] == m { //proof:at
			list = append(list[:i], list[i+1:]...) // want `old length of list`
		}
	}
	return list
}

//proof:panic out of range
func runPointers() {
	m := &member{"a"}
	pointers([]*member{m, {"b"}}, m)
}

type room struct{ members []*member }

//proof:by runSweep
func (r *room) remove(i int) {
	r.members = append(r.members[:i], r.members[i+1:]...)
}

// The method that it calls removes.
//
//proof:by runSweep
func (r *room) sweep() {
	for i := range r.members {
		if r.members[i].name == "" { //proof:at
			r.remove(i) // want `old length of r.members`
		}
	}
}

//proof:panic out of range
func runSweep() {
	r := &room{[]*member{{""}, {"b"}}}
	r.sweep()
}
