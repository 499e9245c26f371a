// Package ok has loops that go on, and senders that know when they end.
package ok

import (
	"context"
	"errors"
	"log"
	"os"
	"sync/atomic"
	"time"
)

var errBad = errors.New("bad")

func work(n int) error {
	if n < 0 {
		return errBad
	}
	return nil
}

// An error does not end the loop.
type goesOn struct{ in chan int }

func (g *goesOn) run() {
	for n := range g.in {
		if err := work(n); err != nil {
			log.Print(err)
			continue
		}
		if n == 0 {
			return
		}
	}
}

//proof:ok
func goesOnAfterErrors() {
	g := &goesOn{in: make(chan int)}
	go g.run()
	g.in <- -1
	g.in <- 1
	g.in <- 0
}

// The sender selects on what the loop closes.
type tells struct {
	in   chan int
	gone chan struct{}
}

func (t *tells) run() {
	defer close(t.gone)
	for n := range t.in {
		if err := work(n); err != nil {
			return
		}
	}
}

func (t *tells) put(n int) bool {
	select {
	case t.in <- n:
		return true
	case <-t.gone:
		return false
	}
}

//proof:ok
func told() {
	t := &tells{in: make(chan int), gone: make(chan struct{})}
	go t.run()
	t.put(-1)
	t.put(1)
}

// The way out is asked for: by a channel, a context, a message, a flag.
type asked struct {
	in    chan int
	stop  chan struct{}
	ended atomic.Bool
}

func (a *asked) run(ctx context.Context) {
	for {
		select {
		case n := <-a.in:
			if n == 0 {
				return
			}
			if a.ended.Load() {
				return
			}
		case <-a.stop:
			return
		case <-ctx.Done():
			return
		}
		if ctx.Err() != nil {
			return
		}
	}
}

func (a *asked) put(n int) { a.in <- n }

//proof:ok
func asksForIt() {
	a := &asked{in: make(chan int), stop: make(chan struct{})}
	go a.run(context.Background())
	a.put(1)
	a.put(0)
}

// The rest is drained.
type drains struct{ in chan int }

func (d *drains) run() {
	for n := range d.in {
		if err := work(n); err != nil {
			break
		}
	}
	for n := range d.in {
		if n == 0 {
			return
		}
	}
}

//proof:ok
func drained() {
	d := &drains{in: make(chan int)}
	go d.run()
	d.in <- -1
	d.in <- 1
	d.in <- 0
}

// Another goroutine receives as well.
type two struct{ in chan int }

func (t *two) run() {
	for n := range t.in {
		if err := work(n); err != nil {
			return
		}
	}
}

func (t *two) other() { <-t.in }

//proof:ok
func another() {
	t := &two{in: make(chan int)}
	go t.run()
	t.in <- -1
	go t.other()
	t.in <- 1
}

// Several of them.
type many struct{ in chan int }

func (m *many) run() {
	for n := range m.in {
		if err := work(n); err != nil {
			return
		}
	}
}

//proof:ok
func several() {
	m := &many{in: make(chan int)}
	for range 3 {
		go m.run()
	}
	for range 3 {
		m.in <- -1
	}
}

// It is started again.
type again struct{ in chan int }

func (a *again) run() error {
	for n := range a.in {
		if n == 0 {
			return nil
		}
		if err := work(n); err != nil {
			return err
		}
	}
	return nil
}

func (a *again) supervise() {
	for {
		if err := a.run(); err == nil {
			return
		}
	}
}

//proof:ok
func supervised() {
	a := &again{in: make(chan int)}
	go a.supervise()
	a.in <- -1
	a.in <- 1
	a.in <- 0
}

// With the loop ends the process.
type dies struct{ in chan int }

func (d *dies) run() {
	for n := range d.in {
		if err := work(n); err != nil {
			log.Fatal(err)
		}
	}
}

func (d *dies) exits() {
	for n := range d.in {
		if err := work(n); err != nil {
			os.Exit(1)
		}
	}
}

//proof:none it would end the process
func (d *dies) use() {
	d.in = make(chan int)
	go d.run()
	d.in <- 1
}

// What comes after the loop tells others: who sends may learn of it.
type reports struct {
	in   chan int
	stop func()
}

func (r *reports) run() {
	for n := range r.in {
		if err := work(n); err != nil {
			r.stop()
			return
		}
	}
}

//proof:ok
func toldByFunc() {
	r := &reports{in: make(chan int), stop: func() {}}
	go r.run()
	r.in <- -1
}

// The sender looks first.
type flagged struct {
	in    chan int
	ended bool
}

func (f *flagged) run() {
	for n := range f.in {
		if err := work(n); err != nil {
			return
		}
	}
}

func (f *flagged) put(n int) {
	if f.ended {
		return
	}
	f.in <- n
}

//proof:ok
func looksFirst() {
	f := &flagged{in: make(chan int)}
	go f.run()
	f.put(-1)
	f.ended = true
	f.put(1)
}

// The buffer's size is not known, it may be enough.
type sized struct{ in chan int }

func (s *sized) run() {
	for n := range s.in {
		if err := work(n); err != nil {
			return
		}
	}
}

//proof:ok
func sizedEnough() {
	n := 2
	s := &sized{in: make(chan int, n+len(os.Args))}
	go s.run()
	s.in <- -1
	s.in <- 1
}

// The channel is closed by its owner, whose matter its end is.
type closed struct{ in chan int }

func (c *closed) run() {
	for n := range c.in {
		if err := work(n); err != nil {
			return
		}
	}
}

//proof:ok
func closedByOwner() {
	c := &closed{in: make(chan int)}
	go c.run()
	c.in <- 1
	close(c.in)
}

// Others have the channel.
type open struct{ In chan int }

func (o *open) run() {
	for n := range o.In {
		if err := work(n); err != nil {
			return
		}
	}
}

func (o *open) Chan() chan int { return o.In }

//proof:ok
func othersHaveIt() {
	o := &open{In: make(chan int)}
	go o.run()
	o.In <- -1
	go func() { <-o.Chan() }()
	time.Sleep(time.Millisecond)
	o.In <- 1
}
