// Package ok copies and reads into slices that have a length, or may have one.
package ok

import (
	"io"
	"strings"
)

func numbers() []int { return []int{1, 2, 3} }

//proof:ok
func copies() {
	src := numbers()
	dst := make([]int, len(src))
	copy(dst, src)
	dst = append(dst[:0], src...)
	copy(dst, src)
	var some []int
	for range 2 {
		copy(some, src)
		some = make([]int, 3)
	}
	var array [3]int
	copy(array[:], src)
	grown := make([]int, 0, 3)
	copy(grown[:3], src)
	copy(grown[:cap(grown)], src)
}

//proof:ok
func maybe() {
	var dst []int
	if len(numbers()) == 3 {
		dst = make([]int, 3)
	}
	copy(dst, numbers())
}

// shared may be set by the literal before the copy.
//
//proof:ok
func shared() {
	var dst []int
	fill := func() { dst = make([]int, 3) }
	fill()
	copy(dst, numbers())
}

//proof:ok
func empty() {
	n := len(numbers()) - 3
	dst := make([]int, n)
	copy(dst, numbers())
}

// waits reads nothing on purpose.
//
//proof:ok
func waits() {
	r := strings.NewReader("text")
	r.Read(nil)
	r.Read([]byte{})
	nothing := make([]byte, 0)
	r.Read(nothing)
	buf := make([]byte, 0, 4)
	io.ReadFull(r, buf[:4])
	_, _ = r.Read(buf[:cap(buf)])
}

type reader struct{}

func (reader) Read(b []byte) string { return string(b) }

//proof:ok
func otherRead() {
	buf := make([]byte, 0, 4)
	reader{}.Read(buf)
}

const padding = 0 // on this platform

// An array of no element has no room on purpose: its length is a constant that may be another one elsewhere.
//
//proof:ok
func emptyArray() {
	var pad [padding]int
	copy(pad[:], numbers())
	header := struct{ pad [padding]int }{}
	copy(header.pad[:], numbers())
}

type matrix struct {
	rows int
	data []int
}

func (m *matrix) grow(n int) { m.data = make([]int, n) }

// The new struct gets its data first.
//
//proof:ok
func cloned() {
	m := &matrix{rows: 1, data: numbers()}
	c := &matrix{rows: m.rows}
	c.grow(len(m.data))
	copy(c.data, m.data)
	d := &matrix{rows: m.rows}
	d.data = make([]int, len(m.data))
	copy(d.data, m.data)
	e := &matrix{}
	if len(e.data) > 0 {
		copy(e.data, m.data)
	}
}

// A function literal has the slice too, and sets it.
//
//proof:ok
func captured() {
	src := numbers()
	dst := make([]int, 0, len(src))
	grow := func() { dst = dst[:cap(dst)] }
	grow()
	copy(dst, src)
}
