package ok

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"strings"
	"sync"
)

type handover struct {
	mu   sync.Mutex
	cond *sync.Cond
	bufs [][]byte
}

// Write calls who waits until the argument has been read.
//
//proof:by handedOver
func (h *handover) Write(p []byte) (int, error) {
	h.give(p)
	return len(p), nil
}

func (h *handover) give(p []byte) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.bufs = append(h.bufs, p)
	h.cond.Broadcast()
	for len(h.bufs) > 0 {
		h.cond.Wait()
	}
}

//proof:ok
func handedOver() {
	h := &handover{}
	h.cond = sync.NewCond(&h.mu)
	go func() {
		h.mu.Lock()
		defer h.mu.Unlock()
		for len(h.bufs) == 0 {
			h.cond.Wait()
		}
		h.bufs = nil
		h.cond.Broadcast()
	}()
	h.Write([]byte("a"))
}

// What was peeked at is used before the reader goes on, and by what only takes it.
//
//proof:ok
func peeks() {
	r := bufio.NewReader(strings.NewReader("abcd"))
	head, err := r.Peek(2)
	if err != nil {
		return
	}
	r.ReadByte()
	r.Discard(1)
	if head[1] != 'b' {
		panic(head)
	}
	body := make([]byte, 2)
	io.ReadFull(r, body)
}

type batcher struct {
	buf  bytes.Buffer
	out  chan []byte
	done chan bool
}

func (b *batcher) add(line string) { fmt.Fprint(&b.buf, line) }

// The other side says when it has written the bytes.
//
//proof:by batches
func (b *batcher) flush() {
	b.out <- b.buf.Bytes()
	<-b.done
	b.buf.Reset()
}

//proof:ok
func batches() {
	b := &batcher{out: make(chan []byte), done: make(chan bool)}
	go func() {
		for range 2 {
			io.Discard.Write(<-b.out)
			b.done <- true
		}
	}()
	b.add("a")
	b.flush()
	b.add("b")
	b.flush()
}

type lone struct {
	buf bytes.Buffer
	out chan []byte
}

// Nobody else writes to the buffer.
//
//proof:by alone
func (l *lone) send(s string) {
	l.buf.WriteString(s)
	l.out <- l.buf.Bytes()
	l.buf = bytes.Buffer{}
}

//proof:ok
func alone() {
	l := &lone{out: make(chan []byte, 2)}
	l.send("a")
	l.send("b")
	if string(<-l.out) != "a" {
		panic("overwritten")
	}
}

// A parser looks at what it gets, and makes a copy of what it needs longer.
type parser struct {
	last  []byte
	parts [][]byte
}

func (p *parser) parse(b []byte) {
	p.last = b
	if len(p.parts) > 1000 {
		p.parts = append(p.parts, b)
	}
	p.last = nil
}

//proof:ok
func parsed() {
	sc := bufio.NewScanner(strings.NewReader("a\nb"))
	p := new(parser)
	for sc.Scan() {
		p.parse(sc.Bytes())
	}
}
