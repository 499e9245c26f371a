// Package ok has pools that are used as they are meant.
package ok

import (
	"bytes"
	"errors"
	"sync"
)

type buffer struct {
	data []byte
	next *buffer
}

var pool = sync.Pool{New: func() any { return &buffer{data: make([]byte, 0, 64)} }}
var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// A string is a copy.
//
//proof:ok
func text() {
	if format("a") != "a" {
		panic("a")
	}
}

//proof:by text
func format(s string) string {
	b := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(b)
	b.Reset()
	b.WriteString(s)
	return b.String()
}

// A copy of the bytes.
//
//proof:ok
func copied() {
	b := buffers.Get().(*bytes.Buffer)
	b.Reset()
	b.WriteString("a")
	out := bytes.Clone(b.Bytes())
	buffers.Put(b)
	out[0] = 'b'
}

// Another object in the same variable.
//
//proof:ok
func loop() {
	for range 3 {
		b := pool.Get().(*buffer)
		b.data = b.data[:0]
		pool.Put(b)
	}
}

// The variable gets another object.
//
//proof:ok
func again() {
	b := pool.Get().(*buffer)
	pool.Put(b)
	b = pool.Get().(*buffer)
	b.data = nil
	pool.Put(b)
}

// On one path or the other.
//
//proof:ok
func branches() {
	b := pool.Get().(*buffer)
	if len(b.data) > 0 {
		pool.Put(b)
		return
	}
	b.data = append(b.data, 1)
	pool.Put(b)
}

// A field that was read before.
//
//proof:ok
func before() {
	b := pool.Get().(*buffer)
	n := len(b.data)
	next := b.next
	pool.Put(b)
	if n > 0 || next != nil {
		panic(n)
	}
}

// The variable is set to nil, or compared.
//
//proof:ok
func cleared() {
	h := holder{b: pool.Get().(*buffer)}
	b := h.b
	pool.Put(b)
	if h.b == b {
		h.b = nil
	}
	b = nil
}

type holder struct{ b *buffer }

// Who counts references keeps the object.
//
//proof:ok
func counted() {
	r := &shared{refs: 2}
	r.release()
	if r.refs != 1 {
		panic(r.refs)
	}
	r.release()
}

type shared struct{ refs int }

var sharedPool = sync.Pool{New: func() any { return new(shared) }}

func (r *shared) release() {
	if r.refs--; r.refs == 0 {
		sharedPool.Put(r)
	}
}

// The pool may be empty, and that is seen.
//
//proof:ok
func tested() {
	var p sync.Pool
	b, ok := p.Get().(*buffer)
	if !ok {
		b = new(buffer)
	}
	p.Put(b)
	if v := p.Get(); v != nil {
		_ = v.(*buffer)
	}
}

// New is set later.
//
//proof:ok
func setLater() {
	h := new(owner)
	h.pool.New = func() any { return new(buffer) }
	h.pool.Put(h.pool.Get().(*buffer))
}

type owner struct{ pool sync.Pool }

// Put and Get as method values.
//
//proof:ok
func methodValue() {
	get, put := pool.Get, pool.Put
	b := get().(*buffer)
	put(b)
	_ = b.next
}

// A deferred closure puts it back when all is done.
//
//proof:ok
func deferredLiteral() {
	b := pool.Get().(*buffer)
	defer func() {
		b.data = b.data[:0]
		pool.Put(b)
	}()
	b.data = append(b.data, 1)
}

// A slice that has grown out of the object and was copied.
//
//proof:ok
func appended() {
	var all []byte
	for range 3 {
		b := pool.Get().(*buffer)
		b.data = append(b.data[:0], 'x')
		all = append(all, b.data...)
		pool.Put(b)
	}
	if string(all) != "xxx" {
		panic(string(all))
	}
}

// With an error nobody looks at the buffer.
//
//proof:ok
func failed() {
	if _, err := compress(); err == nil {
		panic("nil")
	}
}

//proof:by failed
func compress() (b *bytes.Buffer, err error) {
	b = buffers.Get().(*bytes.Buffer)
	if err = errors.New("failed"); err != nil {
		buffers.Put(b)
		return
	}
	return b, nil
}

// Only a failure puts it back.
//
//proof:ok
func onFailure() {
	b, err := borrow()
	if err != nil {
		panic(err)
	}
	buffers.Put(b)
}

//proof:by onFailure
func borrow() (b *bytes.Buffer, err error) {
	b = buffers.Get().(*bytes.Buffer)
	defer func() {
		if err != nil {
			buffers.Put(b)
		}
	}()
	b.Reset()
	return b, nil
}

// The literal puts back another object.
//
//proof:ok
func otherObject() {
	b := pool.Get().(*buffer)
	for range 2 {
		func() {
			b := pool.Get().(*buffer)
			defer func() { pool.Put(b) }()
			b.data = b.data[:0]
		}()
	}
	b.data = nil
	pool.Put(b)
}

type writer struct{ buf []byte }

var writers = sync.Pool{New: func() any { return new(writer) }}

//proof:by borrowed
func (w *writer) reset(buf []byte) { w.buf = buf }

// Each user brings the memory: what is returned is the caller's.
//
//proof:ok
func borrowed() {
	a, b := appendTo(nil, "a"), appendTo(nil, "b")
	if string(a) != "a" || string(b) != "b" {
		panic("mixed")
	}
}

//proof:by borrowed
func appendTo(dst []byte, text string) []byte {
	w := writers.Get().(*writer)
	defer writers.Put(w)
	w.reset(dst)
	w.buf = append(w.buf, text...)
	return w.buf
}
