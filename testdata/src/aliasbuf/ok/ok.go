// Package ok uses parts of buffers while they are valid, or copies them.
package ok

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"strings"
)

func text() io.Reader { return strings.NewReader("a\nb\n") }

//proof:ok
func copied() {
	sc := bufio.NewScanner(text())
	var lines [][]byte
	var texts []string
	var all []byte
	for sc.Scan() {
		lines = append(lines, bytes.Clone(sc.Bytes()))
		lines = append(lines, append([]byte(nil), sc.Bytes()...))
		texts = append(texts, sc.Text(), string(sc.Bytes()))
		all = append(all, sc.Bytes()...)
	}
}

//proof:ok
func used() {
	sc := bufio.NewScanner(text())
	n := 0
	for sc.Scan() {
		line := sc.Bytes()
		n += len(bytes.TrimSpace(line))
		fmt.Fprintln(io.Discard, line)
	}
}

// first keeps one, and scans no more.
//
//proof:ok
func first() {
	sc := bufio.NewScanner(text())
	m := make(map[int][]byte)
	for sc.Scan() {
		m[0] = sc.Bytes()
		break
	}
}

//proof:ok
func appended() {
	var buf bytes.Buffer
	var list [][]byte
	for i := range 2 {
		fmt.Fprint(&buf, i)
		list = append(list, buf.Bytes()) // longer each time, and the old ones stay
	}
	_ = list
}

// taken leaves the buffer to who got the bytes.
//
//proof:ok
func taken() {
	m := make(map[int][]byte)
	for i := range 2 {
		var buf bytes.Buffer
		fmt.Fprint(&buf, i)
		m[i] = buf.Bytes()
	}
	one := new(bytes.Buffer)
	one.WriteString("x")
	m[3] = one.Bytes()
	one.Reset()
}

//proof:ok
func two() {
	a, b := bufio.NewScanner(text()), bufio.NewScanner(text())
	m := make(map[int][]byte)
	a.Scan()
	m[0] = a.Bytes()
	b.Scan()
}

type counter struct{ n int }

//proof:by run
func (c *counter) Write(p []byte) (int, error) {
	c.n += len(p)
	return len(p), nil
}

type collector struct{ all []byte }

//proof:by run
func (c *collector) Write(p []byte) (int, error) {
	c.all = append(c.all, p...)
	return len(p), nil
}

type queue struct{ ch chan []byte }

//proof:by run
func (q queue) Write(p []byte) (int, error) {
	q.ch <- bytes.Clone(p)
	return len(p), nil
}

// pipe waits until the reader is done with it.
type pipe struct {
	ch   chan []byte
	done chan int
}

//proof:by run
func (p pipe) Write(b []byte) (int, error) {
	p.ch <- b
	return <-p.done, nil
}

// encoder keeps its input while it works on it.
type encoder struct{ in, out []byte }

//proof:by run
func (e *encoder) Write(p []byte) (int, error) {
	e.in = p
	e.encode()
	e.in = nil
	return len(p), nil
}

func (e *encoder) encode() { e.out = append(e.out, e.in...) }

// Write is no method.
//
//proof:by run
func Write(p []byte) (int, error) {
	last = p
	return 0, nil
}

var last []byte

// other has another signature.
type other struct{ last []byte }

//proof:by run
func (o *other) Write(p []byte) { o.last = p }

type sorted struct{ w io.Writer }

//proof:by run
func (s sorted) Write(p []byte) (int, error) { return s.w.Write(p) }

//proof:ok
func run() {
	q := queue{make(chan []byte, 1)}
	p := pipe{make(chan []byte, 1), make(chan int, 1)}
	p.done <- 1
	for _, w := range []io.Writer{new(counter), new(collector), q, p, new(encoder), sorted{io.Discard}} {
		w.Write([]byte("a"))
	}
	Write(nil)
	new(other).Write(nil)
}

type batch struct{ data []byte }

func (b *batch) set(p []byte) { b.data = p }

// replaced has a new one before it looks again.
//
//proof:ok
func replaced() {
	var buf bytes.Buffer
	var b batch
	p := new(batch)
	for i := range 3 {
		buf.Reset()
		fmt.Fprint(&buf, i)
		b.set(buf.Bytes())
		p.data = buf.Bytes()
		if len(b.data)+len(p.data) != 2 {
			panic("overwritten")
		}
	}
}

// fragments has another slice each time.
//
//proof:ok
func fragments() {
	r := bufio.NewReaderSize(strings.NewReader(strings.Repeat("a", 40)), 16)
	var full [][]byte
	for {
		frag, err := r.ReadSlice('\n')
		if err == nil || err == io.EOF {
			break
		}
		buf := bytes.Clone(frag)
		full = append(full, buf)
	}
}

// decoder saves what is left for the next call.
type decoder struct {
	buf  []byte
	save bytes.Buffer
}

//proof:by runDecoder
func (d *decoder) next(p []byte) {
	d.save.Write(p)
	d.buf = d.save.Bytes()
	d.save.Reset()
	if len(d.buf) < 8 {
		d.save.Write(d.buf)
	}
}

//proof:ok
func runDecoder() { new(decoder).next([]byte("a")) }

// through hands it to a method that waits.
type through struct{ p pipe }

//proof:by runThrough
func (t through) Write(b []byte) (int, error) { return t.p.send(b) }

func (p pipe) send(b []byte) (int, error) {
	p.ch <- b
	return <-p.done, nil
}

//proof:ok
func runThrough() {
	p := pipe{make(chan []byte, 1), make(chan int, 1)}
	p.done <- 1
	through{p}.Write([]byte("a"))
}

// hook gets the buffer out of a bufio.Writer.
type hook struct{ p []byte }

//proof:by runHook
func (h *hook) Write(p []byte) (int, error) {
	h.p = p
	return len(p), nil
}

//proof:ok
func runHook() {
	h := new(hook)
	w := bufio.NewWriterSize(h, 16)
	w.WriteByte(0)
	w.Flush()
	if cap(h.p) != 16 {
		panic("no buffer")
	}
}

// What it puts the line into ends with the iteration.
//
//proof:ok
func consumed() {
	s := bufio.NewScanner(strings.NewReader("a b\nc d\n"))
	for s.Scan() {
		var parts [][]byte
		parts = append(parts, []byte("x"))
		parts = append(parts, s.Bytes())
		m := map[string][]byte{}
		m["x"] = s.Bytes()
		if len(parts[1]) != 3 || len(m["x"]) != 3 || width(s.Bytes()) != 3 {
			panic("lost")
		}
	}
}

func width(line []byte) int {
	parts := map[int][]byte{}
	parts[0] = line
	return len(parts[0])
}

// several writes two buffers at once.
type several struct{ parts []int }

//proof:by runSeveral
func (s *several) Write(p []byte) (int, error) {
	var parts [][]byte
	parts = append(parts, []byte("x"))
	parts = append(parts, p)
	for _, part := range parts {
		s.parts = append(s.parts, len(part))
	}
	return len(p), nil
}

//proof:ok
func runSeveral() { new(several).Write([]byte("a")) }
