package a

import (
	"bytes"
	"sync"
)

type packet struct {
	kind byte
	data []byte
}

var packets = &sync.Pool{New: func() any { b := make([]byte, 4); return &b }}

// The packet has a part of the buffer.
//
//proof:by packed
func pack(s string) *packet {
	bp := packets.Get().(*[]byte)
	defer packets.Put(bp)
	buf := *bp
	n := copy(buf, s)
	p := &packet{kind: buf[0]}
	p.data = buf[1:n]
	return p // want `the result shares memory with bp, which goes back into the pool at line \d+: whoever gets it next overwrites the result; return a copy`
}

//proof:observe
//proof:noflip the race is for the object, which only the pool can hand out
func packed() bool {
	for range 1000 {
		p := pack("abc")
		q := pack("xyz")
		if string(p.data) == "yz" && q.kind == 'x' {
			return true
		}
	}
	return false
}

// The object is from the pool, or new.
//
//proof:by perhapsNew
func send(pool *sync.Pool, s string) int {
	b, ok := pool.Get().(*bytes.Buffer)
	if !ok {
		b = new(bytes.Buffer)
	}
	b.Reset()
	b.WriteString(s)
	pool.Put(b)
	return b.Len() + len(b.String()) // want `b was put back into the pool at line \d+: whoever gets it next uses it at the same time as this code; put it back last`
}

//proof:race
func perhapsNew() {
	pool := new(sync.Pool)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 1000 {
				send(pool, "a")
			}
		})
	}
	wg.Wait()
}

type ids struct{ list []int }

var idPool = &sync.Pool{New: func() any { return ids{} }}

//proof:panic interface conversion
func wrongType() {
	s := idPool.Get().(*ids) // want `idPool makes a ids at line \d+, and this assertion to \*ids panics`
	s.list = nil
}
