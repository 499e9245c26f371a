package ok

import (
	"bytes"
	"sync"
)

type packet struct {
	kind byte
	data []byte
}

var packets = &sync.Pool{New: func() any { b := make([]byte, 4); return &b }}

// The packet has a copy.
//
//proof:ok
func pack() {
	make := func(s string) *packet {
		bp := packets.Get().(*[]byte)
		defer packets.Put(bp)
		buf := *bp
		n := copy(buf, s)
		p := &packet{kind: buf[0]}
		p.data = buf[1:n]
		p.data = bytes.Clone(p.data)
		return p
	}
	make("abc")
}

type encoder struct{ pool *sync.Pool }

// Others make the pool.
//
//proof:by encoders
func (e encoder) encode() int {
	b := e.pool.Get().(*bytes.Buffer)
	defer e.pool.Put(b)
	b.Reset()
	return b.Len()
}

//proof:ok
func encoders() {
	e := encoder{&sync.Pool{New: func() any { return new(bytes.Buffer) }}}
	e.encode()
}

// Each round has another object.
//
//proof:ok
func rounds() {
	pool := new(sync.Pool)
	b, ok := pool.Get().(*bytes.Buffer)
	for range 3 {
		if !ok {
			b = new(bytes.Buffer)
		}
		b.WriteString("a")
		pool.Put(b)
		b, ok = pool.Get().(*bytes.Buffer)
	}
	if ok {
		b.Reset()
	}
}
