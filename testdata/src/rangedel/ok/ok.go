// Package ok removes elements from slices and looks at each of them.
package ok

import (
	"log"
	"slices"
)

func numbers() []int { return []int{2, 4, 5, 6} }

//proof:ok
func leaves() {
	list := numbers()
	for i := range list {
		if list[i] == 4 {
			list = append(list[:i], list[i+1:]...)
			break
		}
	}
	for i, n := range list {
		if n == 5 {
			list = slices.Delete(list, i, i+1)
			return
		}
	}
}

//proof:ok
func leavesOuter() {
	list := numbers()
outer:
	for _, d := range []int{2, 6} {
		for i := range list {
			if list[i] == d {
				list = append(list[:i], list[i+1:]...)
				continue outer
			}
		}
	}
}

//proof:ok
func again() {
	list := numbers()
retry:
	for i := range list {
		if list[i]%2 == 0 {
			list = append(list[:i], list[i+1:]...)
			goto retry
		}
	}
}

//proof:ok
func found() {
	list := numbers()
	for i := range list {
		done := false
		if list[i] == 4 {
			list = append(list[:i], list[i+1:]...)
			done = true
		}
		if done {
			break
		}
	}
}

//proof:ok
func stepsBack() {
	list := numbers()
	for i := 0; i < len(list); i++ {
		if list[i]%2 == 0 {
			list = append(list[:i], list[i+1:]...)
			i--
		}
	}
	for i := 0; i < len(list); {
		if list[i]%2 == 0 {
			list = append(list[:i], list[i+1:]...)
		} else {
			i++
		}
	}
	for i := len(list) - 1; i >= 0; i-- {
		if list[i]%2 == 0 {
			list = append(list[:i], list[i+1:]...)
		}
	}
	for i := range slices.Backward(list) {
		if list[i]%2 == 0 {
			list = append(list[:i], list[i+1:]...)
		}
	}
}

// fails ends the process after the removal.
//
//proof:none it would end the process
func fails(list []int) {
	for i := range list {
		if list[i] == 4 {
			list = append(list[:i], list[i+1:]...)
			log.Fatal(list)
		}
	}
}

//proof:ok
func others() {
	list, copied := numbers(), numbers()
	for i := range slices.Clone(list) {
		if i < len(list) && list[i] == 9 {
			list = append(list[:i], list[i+1:]...)
		}
	}
	for i := range list {
		if i < len(copied) && list[i] == 9 {
			copied = append(copied[:i], copied[i+1:]...)
		}
	}
	for i := range list {
		rest := append(slices.Clone(list[:i]), list[i+1:]...) // list stays
		_ = rest
	}
	for i := range list {
		list = append(list[:i], list[i:]...)
	}
	array := [4]int{1, 2, 3, 4}
	for i := range array {
		part := array[:]
		part = append(part[:i], part[i+1:]...)
	}
}

type node struct{ next []int }

// lists belong to different nodes.
//
//proof:ok
func lists() {
	a, b := node{numbers()}, node{numbers()}
	for i := range a.next {
		if i == 0 {
			b.next = append(b.next[:i], b.next[i+1:]...)
		}
	}
}

// last removes the element at an index of its own.
//
//proof:ok
func last() {
	list := numbers()
	for range list {
		k := len(list) - 1
		list = append(list[:k], list[k+1:]...)
	}
	for i := 0; i < len(list); i++ {
		func() { i-- }()
		list = append(list[:i+1], list[i+2:]...)
	}
}

type widget struct{ name string }

type cell struct{ widget *widget }

// A list has a pointer once: what is skipped behind it is another.
//
//proof:ok
func identity() {
	a, b := &widget{"a"}, &widget{"b"}
	cells := []cell{{a}, {b}}
	for i := 0; i < len(cells); i++ {
		if cells[i].widget == a {
			cells = append(cells[:i], cells[i+1:]...)
		}
	}
	waiters := []chan int{make(chan int), make(chan int)}
	for i, w := range waiters {
		if w == waiters[0] && i == 0 {
			waiters = append(waiters[:i], waiters[i+1:]...)
			break
		}
	}
	mine := waiters[0]
	for i, w := range waiters {
		if mine == w {
			waiters = append(waiters[:i], waiters[i+1:]...)
		}
	}
}

type room struct{ names []string }

func (r *room) remove(i int) {
	if i < 0 {
		return
	}
	r.names = append(r.names[:i], r.names[i+1:]...)
}

func (r *room) clear(i int) { r.names[i] = "" }

func (r *room) cut(i int) { r.names = append(r.names[:i], r.names[i+1:]...) }

// It ends behind the removal, removes from another, or removes nothing for sure.
//
//proof:ok
func byMethods() {
	r, other := &room{[]string{"a", "b"}}, &room{[]string{"a", "b"}}
	for i := range r.names {
		if r.names[i] == "a" {
			r.cut(i)
			break
		}
	}
	for i := range r.names {
		r.clear(i)
	}
	for i, name := range r.names {
		if name == "x" {
			r.remove(i - 1)
		}
		if i == 1 {
			other.cut(i)
		}
	}
	for i := len(other.names) - 1; i >= 0; i-- {
		other.cut(i)
	}
}

type encoders struct{ order []string }

// A name stands in the list once.
func (e *encoders) first(name string) {
	for i, have := range e.order {
		if have == name {
			e.order = append(e.order[:i], e.order[i+1:]...)
		}
	}
	e.order = append([]string{name}, e.order...)
}

//proof:ok
func namesOnce() {
	e := &encoders{[]string{"br", "gzip", "flate"}}
	e.first("gzip")
	if len(e.order) != 3 || e.order[0] != "gzip" {
		panic("lost one")
	}
}

type sheet struct {
	id   int
	name string
}

// A field that is compared names one element, and so does the index.
//
//proof:ok
func oneByField() {
	sheets := []sheet{{1, "a"}, {2, "b"}, {3, "c"}}
	for i, s := range sheets {
		if s.id == 2 {
			sheets = append(sheets[:i], sheets[i+1:]...)
		}
	}
	for i := range sheets {
		if i == 1 {
			sheets = append(sheets[:i], sheets[i+1:]...)
		}
	}
	if len(sheets) != 1 || sheets[0].name != "a" {
		panic("not removed")
	}
}
