package a

import (
	"bytes"
	"sync"
)

var bufs = sync.Pool{New: func() any { b := make([]byte, 64); return &b }}

// reused gets a buffer of the pool and overwrites it, as the next user does. The pool may have dropped the one in question: then it is overwritten itself.
func reused(fill func(b []byte), took func() []byte) bool {
	for range 100 { // under the race detector Put drops some
		fill([]byte("first"))
		kept := took()
		next := bufs.Get().(*[]byte)
		copy(*next, "other")
		bufs.Put(next)
		if string(kept) == "other" {
			return true
		}
	}
	return false
}

type conn struct {
	packet []byte
	queue  [][]byte
	addrs  []addressed
	in     chan []byte
}

type addressed struct {
	from string
	data []byte
}

//proof:by fieldReused
//proof:instead c.packet = buf[:n] => c.packet = bytes.Clone(buf[:n])
func (c *conn) field(data []byte) {
	bufp := bufs.Get().(*[]byte)
	defer bufs.Put(bufp)
	buf := *bufp
	n := copy(buf, data)
	c.packet = buf[:n] // want `what is kept here shares memory with bufp, which goes back into the pool at line 41: whoever gets it next overwrites what is kept; keep a copy`
}

//proof:observe
func fieldReused() bool {
	c := new(conn)
	return reused(c.field, func() []byte { return c.packet })
}

//proof:by queueReused
//proof:instead append(c.queue, buf[:n]) => append(c.queue, bytes.Clone(buf[:n]))
func (c *conn) enqueue(data []byte) {
	bufp := bufs.Get().(*[]byte)
	buf := *bufp
	n := copy(buf, data)
	c.queue = append(c.queue, buf[:n]) // want `what is kept here shares memory with bufp`
	bufs.Put(bufp)
}

//proof:observe
func queueReused() bool {
	c := new(conn)
	return reused(c.enqueue, func() []byte { return c.queue[len(c.queue)-1] })
}

func (c *conn) store(p addressed) { c.addrs = append(c.addrs, p) }

//proof:by calleeReused
//proof:instead data: buf[:n] => data: bytes.Clone(buf[:n])
func (c *conn) callee(data []byte) {
	bufp := bufs.Get().(*[]byte)
	defer bufs.Put(bufp)
	buf := *bufp
	n := copy(buf, data)
	p := addressed{from: "a", data: buf[:n]} // want `what is kept here shares memory with bufp`
	c.store(p)
}

//proof:observe
func calleeReused() bool {
	c := new(conn)
	return reused(c.callee, func() []byte { return c.addrs[len(c.addrs)-1].data })
}

//proof:by sentReused
//proof:instead c.in <- buf[:n] => c.in <- bytes.Clone(buf[:n])
func (c *conn) sends(data []byte) {
	bufp := bufs.Get().(*[]byte)
	defer bufs.Put(bufp)
	buf := *bufp
	n := copy(buf, data)
	c.in <- buf[:n] // want `what is kept here shares memory with bufp`
}

//proof:observe
func sentReused() bool {
	c := &conn{in: make(chan []byte, 1)}
	return reused(c.sends, func() []byte { return <-c.in })
}

var byName = make(map[string][]byte)

//proof:by mapReused
//proof:instead buf.Bytes() => bytes.Clone(buf.Bytes())
func intoMap(data string) {
	buf := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(buf)
	buf.Reset()
	buf.WriteString(data)
	byName["a"] = buf.Bytes() // want `what is kept here shares memory with buf`
}

//proof:observe
func mapReused() bool {
	for range 100 {
		intoMap("first")
		next := buffers.Get().(*bytes.Buffer)
		next.Reset()
		next.WriteString("other")
		buffers.Put(next)
		if string(byName["a"]) == "other" {
			return true
		}
	}
	return false
}
