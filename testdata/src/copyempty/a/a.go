// Package a copies and reads into slices of length 0.
package a

import (
	"io"
	"sort"
	"strings"
)

func numbers() []int { return []int{1, 2, 3} }

// row: SL13
//
//proof:observe
//proof:instead n := copy(dst, src) => dst = append(dst, src...); n := len(dst)
func capacity() bool {
	src := numbers()
	dst := make([]int, 0, len(src))
	n := copy(dst, src) // want `copy copies nothing: dst has length 0 here, whatever its capacity`
	return n == 0
}

// row: SL12
//
//proof:observe
//proof:instead copy(dst, numbers()) => dst = append(dst, numbers()...)
func declared() bool {
	var dst []int
	copy(dst, numbers()) // want `copy copies nothing: dst has length 0`
	return len(dst) == 0
}

// row: SL12
//
//proof:observe
//proof:instead copy(dst, numbers()) == 0 => len(append(dst, numbers()...)) == 0
func literal() bool {
	dst := []int{}
	return copy(dst, numbers()) == 0 // want `copies nothing`
}

//proof:observe
//proof:instead copy(dst, numbers()) == 0 => len(append(dst, numbers()...)) == 0
func cut() bool {
	dst := make([]int, 3)
	dst = dst[:0]
	return copy(dst, numbers()) == 0 // want `copies nothing`
}

//proof:observe
//proof:instead copy(dst, numbers()) == 0 => len(append(dst, numbers()...)) == 0
func eitherWay() bool {
	var dst []int
	if len(numbers()) > 2 {
		dst = make([]int, 0, 3)
	}
	return copy(dst, numbers()) == 0 // want `copies nothing`
}

type list []int

//proof:observe
//proof:instead copy(dst[:], numbers()) == 0 => len(append(dst, numbers()...)) == 0
func named() bool {
	dst := make(list, 0, 8)
	return copy(dst[:], numbers()) == 0 // want `copies nothing`
}

//proof:observe
//proof:instead copy(dst, "text") == 0 => len(append(dst, "text"...)) == 0
func text() bool {
	var dst []byte
	return copy(dst, "text") == 0 // want `copies nothing`
}

//proof:observe
//proof:instead copy(dst, src) => dst = append(dst, src...)
func closure() bool {
	f := func(src []int) []int {
		dst := make([]int, 0, len(src))
		copy(dst, src) // want `copies nothing`
		return dst
	}
	return len(f(numbers())) == 0
}

//proof:observe
//proof:instead Read(buf) => Read(buf[:cap(buf)])
func reads() bool {
	buf := make([]byte, 0, 512)
	n, err := strings.NewReader("text").Read(buf) // want `Read reads nothing: buf has length 0`
	return n == 0 && err == nil
}

//proof:observe
//proof:instead "text"), buf) => "text"), buf[:size])
func readsFull() bool {
	size := len(numbers())
	buf := make([]byte, 0, size)
	n, err := io.ReadFull(strings.NewReader("text"), buf) // want `io.ReadFull reads nothing: buf has length 0`
	return n == 0 && err == nil
}

//proof:observe
//proof:instead Read(buf) => Read(buf[:cap(buf)])
func readsInterface() bool {
	var r io.Reader = strings.NewReader("text")
	buf := make([]byte, 0, 4)
	n, _ := r.Read(buf) // want `r.Read reads nothing`
	return n == 0
}

type matrix struct {
	rows int
	data []int
}

func (m *matrix) empty() bool { return len(m.data) == 0 }

// The new struct has no data yet.
//
//proof:observe
//proof:instead copy(c.data, m.data) => c.data = append(c.data, m.data...)
func cloned() bool {
	m := &matrix{rows: 1, data: numbers()}
	c := &matrix{rows: m.rows}
	copy(c.data, m.data) // want `copy copies nothing: c.data has length 0 here`
	return c.empty()
}

// A function literal has the slice too.
//
//proof:observe
//proof:instead copy(dst, src) => dst = append(dst, src...)
func sorted() bool {
	src := numbers()
	dst := make([]int, 0, len(src))
	copy(dst, src) // want `copy copies nothing: dst has length 0 here`
	sort.Slice(dst, func(i, j int) bool { return dst[i] > dst[j] })
	return len(dst) == 0
}
