// Package a has functions that call each other without end.
package a

import "slices"

type set []string

// row: F10
//
//proof:by runHas
func (s set) has(k string) bool {
	return s.index(k) >= 0 // want `this never returns: every path through has comes to index \(line 12\), that to has \(line 17\), and so around, until the stack overflows and the process dies; let one of them end`
}

//proof:by runHas
func (s set) index(k string) int {
	if !s.has(k) {
		return -1
	}
	return slices.Index(s, k)
}

//proof:fatal stack overflow
func runHas() { set{"a"}.has("a") }

// Three of them, on both branches.
//
//proof:by runThree
func one(n int) int {
	if n > 0 {
		return two(n - 1) // want `every path through one comes to two \(line \d+\), that to three \(line \d+\), that to one \(line \d+\)`
	}
	return two(n)
}

//proof:by runThree
func two(n int) int { return three(n) + 1 }

//proof:by runThree
func three(n int) int {
	for range n {
		n++
	}
	return one(n)
}

//proof:fatal stack overflow
func runThree() { one(1) }

type text = string

type name struct{ first, last text }

// row: F10
//
//proof:by runString
func (n name) String() text {
	return n.full("") // want `every path through String comes to full \(line \d+\), that to String`
}

//proof:by runString
func (n name) full(title text) text {
	s := title + n.String()
	for p := range slices.Values([]text{n.first, n.last}) {
		s += " " + p
	}
	return s
}

//proof:fatal stack overflow
func runString() { _ = name{}.String() }
