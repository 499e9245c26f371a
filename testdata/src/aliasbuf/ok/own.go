package ok

import (
	"io"
	"strings"
)

type reencoder struct{ buf []byte }

func (e *reencoder) encode(s string) []byte {
	e.buf = append(e.buf[:0], s...)
	return e.buf
}

//proof:ok
func encodedCopied() {
	e := &reencoder{}
	var list []string
	for _, s := range []string{"a", "b"} {
		list = append(list, string(e.encode(s)))
	}
	if list[0] != "a" {
		panic(list[0])
	}
}

// Two encoders have two buffers.
//
//proof:ok
func twoEncoders() {
	d, e := &reencoder{}, &reencoder{}
	first := d.encode("a")
	second := e.encode("b")
	if string(first) == string(second) {
		panic("same")
	}
}

// The first one is not used any more.
//
//proof:ok
func oneAfterTheOther() {
	e := &reencoder{}
	n := len(e.encode("a"))
	b := e.encode("bc")
	if n+len(b) != 3 {
		panic(n)
	}
}

// fresh makes a new one each time.
type fresh struct{ buf []byte }

func (f *fresh) encode(s string) []byte {
	f.buf = append([]byte(nil), s...)
	return f.buf
}

//proof:ok
func freshKept() {
	f := &fresh{}
	first, second := f.encode("a"), f.encode("b")
	if string(first) == string(second) {
		panic("same")
	}
}

// arena moves on in its array.
type arena struct{ buf []byte }

func (a *arena) encode(s string) []byte {
	n := len(a.buf)
	a.buf = append(a.buf, s...)
	return a.buf[n:]
}

//proof:ok
func arenaKept() {
	a := &arena{}
	first, second := a.encode("a"), a.encode("b")
	if string(first) == string(second) {
		panic("same")
	}
}

// cached makes it once.
type cached struct{ buf []byte }

func (c *cached) encode(s string) []byte {
	if len(c.buf) == 0 {
		c.buf = append(c.buf[:0], s...)
	}
	return c.buf
}

//proof:ok
func cachedKept() {
	c := &cached{}
	first, second := c.encode("a"), c.encode("b")
	if string(first) != "a" || string(second) != "a" {
		panic("overwritten")
	}
}

// window reads behind what it has returned.
type window struct {
	r     io.Reader
	buf   []byte
	start int
}

func (w *window) next() []byte {
	n, _ := w.r.Read(w.buf[w.start : w.start+1])
	w.start += n
	return w.buf[w.start-n : w.start]
}

//proof:ok
func windowKept() {
	w := &window{r: strings.NewReader("ab"), buf: make([]byte, 2)}
	first := w.next()
	second := w.next()
	if string(first) == string(second) {
		panic("same")
	}
}

// lines is renewed in each round.
//
//proof:ok
func newEncoderEachTime() {
	var list [][]byte
	for _, s := range []string{"a", "b"} {
		e := &reencoder{}
		list = append(list, e.encode(s))
	}
	if string(list[0]) != "a" {
		panic(list[0])
	}
}
