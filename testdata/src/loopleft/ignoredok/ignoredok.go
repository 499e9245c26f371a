// Package ignoredok has goroutines that a stop ends wherever they are, or that are waited for.
package ignoredok

import "time"

// The send looks at the stop as well.
type selects struct {
	in, out chan int
	quit    chan struct{}
}

func (s *selects) run() {
	for {
		select {
		case n := <-s.in:
			select {
			case s.out <- n:
			case <-s.quit:
				return
			}
		case <-s.quit:
			return
		}
	}
}

func (s *selects) next() int {
	select {
	case n := <-s.out:
		return n
	case <-s.quit:
		return 0
	}
}

//proof:ok
func looksEverywhere() {
	s := &selects{make(chan int), make(chan int), make(chan struct{})}
	go s.run()
	s.in <- 1
	s.next()
	s.in <- 2
	close(s.quit)
}

// Somebody receives whatever is stopped.
type collected struct {
	in, out chan int
	quit    chan struct{}
}

func (c *collected) run() {
	for {
		select {
		case n := <-c.in:
			c.out <- n
		case <-c.quit:
			return
		}
	}
}

func (c *collected) collect() {
	for {
		if n := <-c.out; n == 0 {
			return
		}
	}
}

//proof:ok
func collectedAll() {
	c := &collected{make(chan int), make(chan int), make(chan struct{})}
	go c.run()
	go c.collect()
	c.in <- 1
	c.in <- 0
	close(c.quit)
}

// The receiver takes the rest when it is stopped.
type drains struct {
	in, out chan int
	quit    chan struct{}
}

func (d *drains) run() {
	for {
		select {
		case n := <-d.in:
			d.out <- n
		case <-d.quit:
			return
		}
	}
}

func (d *drains) receive() {
	for {
		select {
		case <-d.out:
		case <-d.quit:
			for {
				select {
				case <-d.out:
				case <-time.After(2 * time.Millisecond):
					return
				}
			}
		}
	}
}

//proof:ok
func drained() {
	d := &drains{make(chan int), make(chan int), make(chan struct{})}
	go d.run()
	go d.receive()
	d.in <- 1
	d.in <- 2
	close(d.quit)
}

// The goroutine has no stop: its input is closed first.
type fed struct {
	in, out chan int
	quit    chan struct{}
}

func (f *fed) run() {
	for n := range f.in {
		f.out <- n
	}
	close(f.quit)
}

func (f *fed) next() int {
	select {
	case n := <-f.out:
		return n
	case <-f.quit:
		return 0
	}
}

//proof:ok
func closedFirst() {
	f := &fed{make(chan int), make(chan int), make(chan struct{})}
	go f.run()
	f.in <- 1
	f.next()
	close(f.in)
	f.next()
}

// Two stops: the receiver outlives the sender.
type ordered struct {
	in, out     chan int
	stop, ended chan struct{}
}

func (o *ordered) run() {
	defer close(o.ended)
	for {
		select {
		case n := <-o.in:
			o.out <- n
		case <-o.stop:
			return
		}
	}
}

func (o *ordered) receive() {
	for {
		select {
		case <-o.out:
		case <-o.ended:
			return
		}
	}
}

//proof:ok
func oneAfterTheOther() {
	o := &ordered{make(chan int), make(chan int), make(chan struct{}), make(chan struct{})}
	go o.run()
	go o.receive()
	o.in <- 1
	close(o.stop)
}

// The goroutine that sends is the one that tells.
type ends struct {
	in, out chan int
	quit    chan struct{}
}

func (e *ends) run() {
	for {
		select {
		case n := <-e.in:
			if n == 0 {
				close(e.quit)
				return
			}
			e.out <- n
		case <-e.quit:
			return
		}
	}
}

func (e *ends) next() int {
	select {
	case n := <-e.out:
		return n
	case <-e.quit:
		return 0
	}
}

//proof:ok
func tellsItself() {
	e := &ends{make(chan int), make(chan int), make(chan struct{})}
	go e.run()
	e.in <- 1
	e.next()
	e.in <- 0
	e.next()
}

// There is room for what is left.
type roomy struct {
	in, out chan int
	quit    chan struct{}
}

func (r *roomy) run() {
	for {
		select {
		case n := <-r.in:
			r.out <- n
		case <-r.quit:
			return
		}
	}
}

func (r *roomy) next() int {
	select {
	case n := <-r.out:
		return n
	case <-r.quit:
		return 0
	}
}

//proof:ok
func withRoom() {
	r := &roomy{make(chan int), make(chan int, 1), make(chan struct{})}
	go r.run()
	r.in <- 1
	time.Sleep(time.Millisecond)
	close(r.quit)
}

// Others receive.
type Open struct {
	Out  chan int
	in   chan int
	quit chan struct{}
}

func (o *Open) run() {
	for {
		select {
		case n := <-o.in:
			o.Out <- n
		case <-o.quit:
			return
		}
	}
}

func (o *Open) Next() int {
	select {
	case n := <-o.Out:
		return n
	case <-o.quit:
		return 0
	}
}

//proof:ok
func othersReceive() {
	o := &Open{make(chan int), make(chan int), make(chan struct{})}
	go o.run()
	o.in <- 1
	o.Next()
	o.in <- 2
	close(o.quit)
	<-o.Out
}
