package ok

import (
	"sync"
	"time"
)

// The loop has its own copy.
type copies struct{ stop chan struct{} }

func (c *copies) run(stop chan struct{}) {
	for {
		select {
		case <-stop:
			return
		case <-time.After(time.Millisecond):
		}
	}
}

func (c *copies) halt() {
	close(c.stop)
	c.stop = nil
}

//proof:ok
func ownCopy() {
	c := &copies{stop: make(chan struct{})}
	go c.run(c.stop)
	c.halt()
}

// The variable of the loop is a copy.
type local struct{ stop chan struct{} }

func (l *local) run(began chan<- bool) {
	stop := l.stop
	began <- true
	for {
		select {
		case <-stop:
			return
		case <-time.After(time.Millisecond):
		}
	}
}

func (l *local) halt() {
	close(l.stop)
	l.stop = nil
}

//proof:ok
func localCopy() {
	l := &local{stop: make(chan struct{})}
	began := make(chan bool)
	go l.run(began)
	<-began
	l.halt()
}

// The goroutine has gone when the field is set.
type waits struct {
	wg   sync.WaitGroup
	stop chan struct{}
}

func (w *waits) run() {
	defer w.wg.Done()
	for {
		select {
		case <-w.stop:
			return
		case <-time.After(time.Millisecond):
		}
	}
}

func (w *waits) halt() {
	close(w.stop)
	w.wg.Wait()
	w.stop = nil
}

//proof:ok
func waitsFirst() {
	w := &waits{stop: make(chan struct{})}
	w.wg.Add(1)
	go w.run()
	w.halt()
}

// The goroutine says that it has gone.
type acked struct{ stop, gone chan struct{} }

func (a *acked) run() {
	defer close(a.gone)
	for {
		select {
		case <-a.stop:
			return
		case <-time.After(time.Millisecond):
		}
	}
}

func (a *acked) halt() {
	close(a.stop)
	<-a.gone
	a.stop = nil
}

//proof:ok
func waitsForAnswer() {
	a := &acked{stop: make(chan struct{}), gone: make(chan struct{})}
	go a.run()
	a.halt()
}

// A new channel takes the place of the closed one: a broadcast.
type broadcast struct {
	mu      sync.Mutex
	changed chan struct{}
}

func (b *broadcast) wait(n int) {
	for range n {
		b.mu.Lock()
		changed := b.changed
		b.mu.Unlock()
		<-changed
	}
}

func (b *broadcast) signal() {
	b.mu.Lock()
	defer b.mu.Unlock()
	close(b.changed)
	b.changed = make(chan struct{})
}

//proof:ok
func again() {
	b := &broadcast{changed: make(chan struct{})}
	go b.wait(1)
	time.Sleep(time.Millisecond)
	b.signal()
}

// Who receives asks first.
type asks struct {
	mu   sync.Mutex
	stop chan struct{}
}

func (a *asks) run() {
	for {
		a.mu.Lock()
		if a.stop == nil {
			a.mu.Unlock()
			return
		}
		select {
		case <-a.stop:
			a.mu.Unlock()
			return
		default:
		}
		a.mu.Unlock()
		time.Sleep(100 * time.Microsecond)
	}
}

func (a *asks) halt() {
	a.mu.Lock()
	defer a.mu.Unlock()
	close(a.stop)
	a.stop = nil
}

//proof:ok
func askedFirst() {
	a := &asks{stop: make(chan struct{})}
	go a.run()
	a.halt()
}

// The goroutine itself does it, to leave the case out from then on.
type drains struct{ in, quit chan int }

func (d *drains) run() {
	for {
		select {
		case <-d.in:
			close(d.quit)
			d.quit = nil
		case <-d.quit:
			return
		}
		if d.quit == nil {
			return
		}
	}
}

//proof:ok
func byItself() {
	d := &drains{in: make(chan int), quit: make(chan int)}
	go d.run()
	d.in <- 1
}

// One receive, not a loop: it has the channel in its hands.
type single struct{ done chan struct{} }

func (s *single) wait(began chan<- bool) {
	done := s.done
	began <- true
	<-done
}

func (s *single) end() {
	close(s.done)
	s.done = nil
}

//proof:ok
func once() {
	s := &single{done: make(chan struct{})}
	began := make(chan bool)
	go s.wait(began)
	<-began
	s.end()
}

// The goroutine has ended by another stop, and was waited for.
type joined struct {
	in         chan int
	stop, done chan struct{}
	sum        int
}

func (j *joined) run() {
	defer close(j.done)
	for {
		select {
		case n := <-j.in:
			j.sum += n
		case <-j.stop:
			return
		}
	}
}

func (j *joined) end() {
	close(j.stop)
	<-j.done
	close(j.in)
	j.in = nil
}

//proof:ok
func endedBefore() {
	j := &joined{in: make(chan int), stop: make(chan struct{}), done: make(chan struct{})}
	go j.run()
	j.in <- 1
	j.end()
}
