// Package a hands memory on and writes to it again, or not. Each call of hand is judged.
package a

import "io"

func hand(any) {}

func again(r io.Reader) {
	buf := make([]byte, 8)
	for {
		r.Read(buf)
		hand(buf) // want `Read at line 11`
	}
}

func swapped(r io.Reader, a, b []byte) {
	for {
		r.Read(a)
		hand(a) // want `Read at line 18 via nothing`
		r.Read(b)
		a, b = b, a
		r.Read(a)
		a, b = b, a
	}
}

func swappedOnce(r io.Reader, a, b []byte) {
	r.Read(a)
	hand(a) // want `nothing`
	a, b = b, a
	r.Read(a)
}

func renewed(r io.Reader) {
	var buf []byte
	for {
		buf = make([]byte, 8)
		r.Read(buf)
		hand(buf) // want `nothing`
	}
}

func sometimesRenewed(r io.Reader, n int) {
	var buf []byte
	for {
		if cap(buf) < n {
			buf = make([]byte, n)
		}
		r.Read(buf)
		hand(buf) // want `Read at line 49 via nothing`
	}
}

func appended(words []string) {
	var buf []byte
	for _, w := range words {
		buf = append(buf[:0], w...)
		hand(buf) // want `append at line 57 via nothing`
	}
}

func accumulated(words []string) {
	var buf []byte
	for _, w := range words {
		buf = append(buf, w...)
		hand(buf) // want `nothing`
	}
}

func advanced(r io.Reader, buf []byte) {
	for {
		r.Read(buf)
		hand(buf) // want `nothing`
		buf = buf[1:]
	}
}

type holder struct {
	buf  []byte
	item item
}

type item struct{ a, b int }

func (h *holder) field(r io.Reader) {
	hand(h.buf) // want `Read at line 90 via fill`
	h.fill(r)
}

func (h *holder) fill(r io.Reader) { r.Read(h.buf) }

func (h *holder) replaced(r io.Reader) {
	hand(h.buf) // want `nothing`
	h.renew()
	h.fill(r)
}

func (h *holder) renew() { h.buf = make([]byte, 8) }

func (h *holder) waits(r io.Reader, ch chan int) {
	hand(h.buf) // want `nothing`
	h.ack(ch)
	h.fill(r)
}

func (h *holder) ack(ch chan int) { <-ch }

func (h *holder) pointer() {
	hand(&h.item) // want `set of b at line 110`
	h.item.b = 1
}

func (h *holder) other() {
	hand(&h.item) // want `nothing`
	h.buf = nil
}

func handOn(b []byte) {
	hand(b) // want `Read at line 125 via nothing`
}

func caller(r io.Reader) {
	buf := make([]byte, 8)
	for {
		r.Read(buf)
		handOn(buf)
	}
}

func closure(r io.Reader) {
	buf := make([]byte, 8)
	fill := func() { r.Read(buf) }
	for {
		fill()
		hand(buf) // want `Read at line 132 via closure\$1`
	}
}

func copied(r io.Reader) {
	var buf [8]byte
	for {
		r.Read(buf[:])
		hand(buf) // want `nothing to follow`
	}
}
