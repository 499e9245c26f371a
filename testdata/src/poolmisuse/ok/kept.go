package ok

import (
	"bytes"
	"io"
	"sync"
)

var bufs = sync.Pool{New: func() any { b := make([]byte, 64); return &b }}

type conn struct {
	packet []byte
	text   string
	queue  [][]byte
	in     chan []byte
	done   chan bool
	w      io.Writer
}

//proof:by keeps
func (c *conn) copies(data []byte) {
	bufp := bufs.Get().(*[]byte)
	defer bufs.Put(bufp)
	n := copy(*bufp, data)
	c.packet = bytes.Clone((*bufp)[:n])
	c.packet = append(c.packet[:0], (*bufp)[:n]...)
	c.text = string((*bufp)[:n])
	c.queue = append(c.queue, append([]byte(nil), (*bufp)[:n]...))
}

// lent has the buffer only as long as the method runs.
//
//proof:by keeps
func (c *conn) lent(data []byte) {
	bufp := bufs.Get().(*[]byte)
	defer bufs.Put(bufp)
	c.packet = *bufp
	c.w.Write(c.packet[:copy(c.packet, data)])
	c.packet = nil
}

//proof:by keeps
func (c *conn) lentDeferred(data []byte) {
	bufp := bufs.Get().(*[]byte)
	defer func() { c.packet = nil }()
	defer bufs.Put(bufp)
	c.packet = *bufp
	c.w.Write(c.packet[:copy(c.packet, data)])
}

// answered waits until the other side is done with it.
//
//proof:by keeps
func (c *conn) answered(data []byte) {
	bufp := bufs.Get().(*[]byte)
	defer bufs.Put(bufp)
	c.in <- (*bufp)[:copy(*bufp, data)]
	<-c.done
}

// handedOn puts it back only when nobody else has it.
//
//proof:by keeps
func (c *conn) handedOn(data []byte) {
	bufp := bufs.Get().(*[]byte)
	n := copy(*bufp, data)
	if n == 0 {
		bufs.Put(bufp)
		return
	}
	c.queue = append(c.queue, (*bufp)[:n])
}

type view struct{ data []byte }

// local is over when the method is.
//
//proof:by keeps
func (c *conn) local(data []byte) int {
	bufp := bufs.Get().(*[]byte)
	defer bufs.Put(bufp)
	v := &view{data: (*bufp)[:copy(*bufp, data)]}
	list := [][]byte{v.data}
	m := map[string][]byte{"a": v.data}
	return len(list[0]) + len(m["a"])
}

type state struct{ buf, rest []byte }

var states = sync.Pool{New: func() any { return &state{buf: make([]byte, 64)} }}

// own keeps it in the pooled object itself.
//
//proof:by keeps
func (c *conn) own(data []byte) {
	s := states.Get().(*state)
	defer states.Put(s)
	s.rest = s.buf[:copy(s.buf, data)]
	c.w.Write(s.rest)
}

// given returns what the pool does not have.
//
//proof:by keeps
func (c *conn) other(data []byte) {
	bufp := bufs.Get().(*[]byte)
	defer bufs.Put(bufp)
	c.packet = data
	c.queue = append(c.queue, data)
	copy(*bufp, data)
}

// grown puts back another one than it keeps.
//
//proof:by keeps
func (c *conn) before(data []byte) {
	c.packet = make([]byte, 4)
	bufp := bufs.Get().(*[]byte)
	copy(*bufp, c.packet)
	bufs.Put(bufp)
}

type task struct {
	id  int
	raw []byte
}

var tasks = sync.Pool{New: func() any { return new(task) }}

type client struct {
	open   map[int]*task
	closed bool
}

func (c *client) start(t *task) error {
	if c.closed {
		return io.EOF
	}
	c.open[t.id] = t
	return nil
}

// failed puts it back only where nobody has got it.
//
//proof:by keeps
func (c *client) failed(id int) {
	t := tasks.Get().(*task)
	t.id = id
	if err := c.start(t); err != nil {
		tasks.Put(t)
		return
	}
}

// removed takes it out again.
//
//proof:by keeps
func (c *client) removed(id int) {
	t := tasks.Get().(*task)
	defer tasks.Put(t)
	t.id = id
	c.open[id] = t
	delete(c.open, id)
}

//proof:ok
func keeps() {
	cl := &client{open: make(map[int]*task)}
	cl.failed(1)
	cl.removed(2)
	c := &conn{in: make(chan []byte), done: make(chan bool), w: io.Discard}
	data := []byte("abc")
	c.copies(data)
	c.lent(data)
	c.lentDeferred(data)
	go func() {
		<-c.in
		c.done <- true
	}()
	c.answered(data)
	c.handedOn(data)
	c.local(data)
	c.own(data)
	c.other(data)
	c.before(data)
}
