// Package a sends to loops that may have ended.
package a

import (
	"errors"
	"fmt"
	"log"
	"time"
)

var errEmpty = errors.New("empty")

type conn struct{ broken bool }

func (c *conn) write(msg string) error {
	if c.broken {
		return errEmpty
	}
	return nil
}

// The loop of a writer ends at the first error.
type writer struct {
	conn  conn
	queue chan string
}

func newWriter() *writer {
	w := &writer{queue: make(chan string)}
	go w.run()
	return w
}

//proof:by writeBroken
func (w *writer) run() {
	for msg := range w.queue {
		if err := w.conn.write(msg); err != nil {
			log.Print(err)
			return
		}
	}
}

//proof:by writeBroken
func (w *writer) Send(msg string) {
	w.queue <- msg // want `once run has returned at line 39 nothing receives from queue, and this send waits for ever: close a channel where the loop ends, and select on that here`
}

//proof:leak
func writeBroken() {
	w := newWriter()
	w.conn.broken = true
	w.Send("a")
	go w.Send("b")
	time.Sleep(time.Millisecond)
}

// It returns an error that nobody looks at.
type parser struct {
	lines chan string
	n     int
}

func newParser() *parser {
	p := new(parser)
	p.lines = make(chan string)
	go p.loop()
	return p
}

//proof:by parseEmpty
func (p *parser) loop() error {
	for {
		line := <-p.lines
		if line == "" {
			return errEmpty
		}
		p.n++
	}
}

//proof:by parseEmpty
func (p *parser) parse(lines ...string) {
	for _, line := range lines {
		if len(line) < 10 {
			p.lines <- line // want `once loop has returned at line 76 nothing receives from lines`
		}
	}
}

//proof:leak
func parseEmpty() {
	p := newParser()
	go p.parse("a", "", "b")
	time.Sleep(time.Millisecond)
}

// The loop is in a literal, and takes from two channels.
type meter struct {
	add, set chan int
	total    int
}

//proof:by metered
func newMeter(limit int) *meter {
	m := &meter{add: make(chan int), set: make(chan int)}
	go func() error {
		for {
			select {
			case n := <-m.add:
				m.total += n
			case n := <-m.set:
				m.total = n
			}
			if m.total > limit {
				return fmt.Errorf("more than %d", limit)
			}
		}
	}()
	return m
}

//proof:by metered
func (m *meter) Add(n int) {
	m.add <- n // want `once the goroutine has returned at line 116 nothing receives from add`
}

//proof:by metered
func (m *meter) Set(n int) {
	m.set <- n // want `once the goroutine has returned at line 116 nothing receives from set`
}

//proof:leak
func metered() {
	m := newMeter(10)
	m.Set(11)
	go m.Add(1)
	go m.Set(1)
	time.Sleep(time.Millisecond)
}

// The loop is called by what the go statement starts.
type relay struct{ in chan int }

func (r *relay) start() {
	r.in = make(chan int)
	go r.main()
}

func (r *relay) main() { r.forward() }

//proof:by relayed
func (r *relay) forward() {
	for n := range r.in {
		if err := check(n); err != nil {
			return
		}
	}
}

func check(n int) error {
	if n < 0 {
		return errEmpty
	}
	return nil
}

// By a method value.
//
//proof:leak
func relayed() {
	r := new(relay)
	r.start()
	put := r.put
	put(-1)
	go put(1)
	time.Sleep(time.Millisecond)
}

//proof:by relayed
func (r *relay) put(n int) {
	r.in <- n // want `once forward has returned at line 156 nothing receives from in`
}
