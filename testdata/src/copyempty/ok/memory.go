package ok

import (
	"io"
	"strings"
)

type holder struct{ buf []byte }

func (h *holder) grow() { h.buf = make([]byte, 4) }

//proof:ok
func filled() {
	src := []byte("abcd")
	h := &holder{buf: make([]byte, 0, 4)}
	h.grow()
	if copy(h.buf, src) != 4 {
		panic("nothing")
	}
	h.buf = h.buf[:0]
	h.buf = h.buf[:cap(h.buf)]
	if copy(h.buf, src) != 4 {
		panic("nothing")
	}
	g := &holder{buf: make([]byte, 4)}
	h.buf = nil
	if copy(g.buf, src) != 4 {
		panic("nothing")
	}
}

//proof:ok
func rows() {
	from := [][]int{{1}, {2}}
	out := make([][]int, len(from))
	for i := range from {
		out[i] = make([]int, len(from[i]))
		copy(out[i], from[i])
	}
	other := make([][]int, len(from))
	fill(other)
	for i := range from {
		copy(other[i], from[i])
	}
	if out[0][0] != 1 || other[1][0] != 2 {
		panic("nothing")
	}
}

func fill(rows [][]int) {
	for i := range rows {
		rows[i] = make([]int, 1)
	}
}

// A read of nothing waits for what comes first.
//
//proof:ok
func handshake() {
	var none []byte
	r := strings.NewReader("abcd")
	if _, err := r.Read(none); err != nil {
		panic(err)
	}
	if _, err := r.Read(nil); err != nil {
		panic(err)
	}
	if _, err := io.ReadFull(r, nil); err != nil {
		panic(err)
	}
}

// What is read into it is lost anyway.
//
//proof:ok
func inline() {
	r := strings.NewReader("abcd")
	if _, err := r.Read(make([]byte, 0, 8)); err != nil {
		panic(err)
	}
}
