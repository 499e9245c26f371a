// Package ok makes slices whose elements are used, and appends to others.
package ok

import (
	"encoding/binary"
	"io"
	"strconv"
	"strings"
)

func numbers() []int { return []int{1, 2, 3} }

//proof:ok
func empty() {
	list := numbers()
	texts := make([]string, 0, len(list))
	for _, n := range list {
		texts = append(texts, strconv.Itoa(n))
	}
}

//proof:ok
func set() {
	list := numbers()
	texts := make([]string, len(list))
	for i, n := range list {
		texts[i] = strconv.Itoa(n)
	}
	for _, n := range list {
		texts = append(texts, strconv.Itoa(n))
	}
}

// read fills the buffer before it appends.
//
//proof:ok
func read() {
	buf := make([]byte, 4)
	if _, err := io.ReadFull(strings.NewReader("text"), buf); err != nil {
		panic(err)
	}
	for range 4 {
		buf = append(buf, 'x')
	}
}

// header fills the first bytes when the length is known.
//
//proof:ok
func header() {
	buf := make([]byte, 4)
	for _, n := range numbers() {
		buf = append(buf, byte(n))
	}
	binary.BigEndian.PutUint32(buf[:4], uint32(len(buf)-4))
}

// first is set at the end.
//
//proof:ok
func first() {
	lines := make([]string, 1)
	for _, n := range numbers() {
		lines = append(lines, strconv.Itoa(n))
	}
	lines[0] = strconv.Itoa(len(lines))
}

// padded wants zeros in front.
//
//proof:ok
func padded() {
	digits := numbers()
	padded := make([]int, 8-len(digits))
	for _, d := range digits {
		padded = append(padded, d)
	}
}

// window leaves the first out.
//
//proof:ok
func window() {
	list := numbers()
	texts := make([]string, len(list))
	for _, n := range list {
		texts = append(texts, strconv.Itoa(n))
	}
	texts = texts[len(list):]
}

// copied has its elements from copy.
//
//proof:ok
func copied() {
	list := numbers()
	all := make([]int, len(list))
	copy(all, list)
	for _, n := range list {
		all = append(all, n)
	}
}

// once appends one behind those that it has.
//
//proof:ok
func once() {
	list := make([]string, 3)
	list = append(list, "end")
	_ = list
}

// perIteration makes a row for each append.
//
//proof:ok
func perIteration() {
	for _, n := range numbers() {
		row := make([]string, n)
		row = append(row, "end")
		_ = row
	}
}

func fill(list []string) {
	for i := range list {
		list[i] = "x"
	}
}

//proof:ok
func filled() {
	list := make([]string, 3)
	fill(list)
	for range 3 {
		list = append(list, "y")
	}
}

// grows appends as many as are there, which the loop asks for.
//
//proof:ok
func grows() {
	list := make([]string, 1)
	for len(list) < 8 {
		list = append(list, list...)
	}
}

// stack has a first element that is always there.
//
//proof:ok
func stack() {
	type frame struct{ depth int }
	frames := make([]frame, 1)
	for len(frames) < 4 {
		top := frames[len(frames)-1]
		frames = append(frames, frame{top.depth + 1})
	}
}

// shared is set by a literal.
//
//proof:ok
func shared() {
	list := make([]string, 1)
	set := func() { list[0] = "x" }
	for range 3 {
		list = append(list, "y")
	}
	set()
}

//proof:ok
func either() {
	var list []string
	if len(numbers()) > 9 {
		list = make([]string, 3)
		fill(list)
	}
	for range 3 {
		list = append(list, "y")
	}
}

// Nobody looks at the elements: the slice only keeps them alive.
//
//proof:ok
func kept() {
	list := numbers()
	texts := make([]string, len(list))
	for _, n := range list {
		texts = append(texts, strconv.Itoa(n))
	}
}

// A header of zeros is wanted.
//
//proof:ok
func headerOfZeros() {
	body := []byte("ab")
	out := make([]byte, 4)
	out = append(out, body...)
	if len(out) != 6 {
		panic("no header")
	}
	all := make([]byte, len(body), 8)
	copy(all, body)
	all = append(all, body...)
	if string(all) != "abab" {
		panic("not joined")
	}
}

// The first element stays free: indexes begin with 1.
//
//proof:ok
func fromOne() {
	names := []string{"a", "b"}
	table := make([]string, 1, len(names)+1)
	for _, name := range names {
		table = append(table, name+"!")
	}
	if table[1] != "a!" || len(table) != 3 {
		panic("moved")
	}
}
