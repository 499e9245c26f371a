// Package ok appends to slices that have no room, or where nobody has what was there.
package ok

import (
	"fmt"
	"io"
	"slices"
	"strings"
)

// base has room for more.
func base() []int { return append(make([]int, 0, 8), 1, 2) }

func numbers() []int { return []int{3, 4, 5} }

func check(bad bool) {
	if bad {
		panic("overwritten")
	}
}

//proof:ok
func clipped() {
	b := base()
	x := append(slices.Clip(b), 3)
	y := append(b[:len(b):len(b)], 4)
	z := append(b, 5)
	check(x[2] == y[2] || y[2] == z[2])
}

//proof:ok
func clippedOnce() {
	b := slices.Clip(base())
	x := append(b, 3)
	y := append(b, 4)
	check(x[2] == y[2])
}

//proof:ok
func literal() {
	b := []int{1, 2}
	x := append(b, 3)
	y := append(b, 4)
	check(x[2] == y[2])
}

//proof:ok
func made() {
	b := make([]int, 2)
	x := append(b, 3)
	n := len(numbers())
	c := make([]int, n)
	y := append(b, 4)
	v := append(c, 3)
	w := append(c, 4)
	check(x[2] == y[2] || v[n] == w[n])
}

//proof:ok
func parts() {
	b := strings.Split("a b", " ")
	x := append(b, "c")
	y := append(b, "d")
	check(x[2] == y[2])
}

// cloned has a copy of its own.
//
//proof:ok
func cloned() {
	path := base()
	var all [][]int
	for _, n := range numbers() {
		all = append(all, append(slices.Clone(path), n))
		all = append(all, append(append([]int(nil), path...), n))
		all = append(all, append(path[:0:0], path...))
	}
	check(all[0][2] == all[3][2])
}

// printed is over when the next is made.
//
//proof:ok
func printed() {
	path := base()
	for _, n := range numbers() {
		fmt.Fprintln(io.Discard, append(path, n))
	}
	x := append(path, 3)
	fmt.Fprintln(io.Discard, x)
	y := append(path, 4)
	fmt.Fprintln(io.Discard, y)
}

//proof:ok
func branches() {
	b := base()
	var x []int
	if len(numbers()) > 2 {
		x = append(b, 3)
	} else {
		x = append(b, 4)
	}
	check(x[2] != 3)
}

//proof:ok
func goesOn() {
	b := base()
	b = append(b, 3)
	b = append(b, 4)
	for _, n := range numbers() {
		b = append(b, n)
	}
	check(b[2] != 3)
}

// sameValue overwrites with what is there.
//
//proof:ok
func sameValue() {
	b := base()
	x := append(b, 0)
	y := append(b, 0)
	check(x[2] != y[2])
}

// reused wants the array of before.
//
//proof:ok
func reused() {
	buf := base()
	for _, n := range numbers() {
		buf = append(buf[:0], n)
		check(buf[0] != n)
	}
}

// copied gets the elements, not the array.
//
//proof:ok
func copied() {
	path := base()
	var all []int
	for _, n := range numbers() {
		all = append(all, append(path, n)...)
	}
	check(all[2] == all[5])
}

// last keeps one only.
//
//proof:ok
func last() {
	path := base()
	var x []int
	for _, n := range numbers() {
		x = append(path, n)
	}
	check(x[2] != 5)
}

func sum(list []int) (sum int) {
	for _, n := range list {
		sum += n
	}
	return sum
}

//proof:ok
func summed() {
	path := base()
	x := append(path, 3)
	n := sum(x)
	y := append(path, 4)
	check(n == sum(y))
}

//proof:ok
func perIteration() {
	var all [][]int
	for _, n := range numbers() {
		path := base()
		all = append(all, append(path, n))
	}
	check(all[0][2] == all[1][2])
}

type command struct{ args []int }

func (c *command) set(args []int) { c.args = args }

// replaced has the last one only.
//
//proof:ok
func replaced() {
	path := base()
	var c command
	p := new(command)
	for _, n := range numbers() {
		c.set(append(path, n))
		p.args = append(path, n)
		check(c.args[2] != n || p.args[2] != n)
	}
}

type tool struct{ base, fixed []string }

func newTool() *tool { return &tool{fixed: []string{"-v"}} }

// The field is set in between, or never has room.
//
//proof:by tools
func (c *tool) plan() ([]string, []string) {
	c.base = append(c.base, "up")
	first := c.base
	c.base = append(c.base, "down")
	up := append(c.fixed, "up")
	down := append(c.fixed, "down")
	if up[1] == down[1] {
		panic("shared")
	}
	return first, c.base
}

//proof:ok
func tools() {
	up, down := newTool().plan()
	if up[0] != down[0] {
		panic("lost")
	}
}
