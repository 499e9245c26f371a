// Package methods has goroutines that go on to set what methods read.
package methods

import "time"

// The loop of a goroutine goes on to set a field that a method reads.

type transport struct {
	jobs     chan int
	disabled time.Time
	sent     int
}

func newTransport() *transport {
	t := &transport{jobs: make(chan int)}
	go t.work()
	return t
}

//proof:by transports
func (t *transport) work() {
	for n := range t.jobs {
		if n%2 == 0 {
			t.disabled = time.Now()
		}
	}
}

//proof:by transports
func (t *transport) Enabled() bool {
	return time.Now().After(t.disabled) // want `disabled is read here while the loop of the goroutine started at line \d+ goes on to set it at line \d+, without a lock: a data race; guard both, or use an atomic`
}

//proof:race
func transports() {
	t := newTransport()
	for n := range 4 {
		t.jobs <- n
		t.Enabled()
		time.Sleep(time.Millisecond)
	}
	close(t.jobs)
}

type meter struct {
	items chan int
	n     int
}

//proof:by meters
func (m *meter) Start() {
	go func() {
		for range m.items {
			m.n++
		}
	}()
}

//proof:by meters
func (m *meter) N() int {
	return m.n // want `n is read here while the loop of the goroutine started at line \d+ goes on to set it at line \d+`
}

//proof:race
func meters() {
	m := &meter{items: make(chan int)}
	m.Start()
	for range 4 {
		m.items <- 1
		m.N()
		time.Sleep(time.Millisecond)
	}
	close(m.items)
}

type latestOf[T any] struct {
	in   chan T
	last T
}

//proof:by latests
func (l *latestOf[T]) Run() {
	go func(l *latestOf[T]) {
		for v := range l.in {
			l.last = v
		}
	}(l)
}

//proof:by latests
func (l *latestOf[T]) Last() T {
	return l.last // want `last is read here while the loop of the goroutine started at line \d+ goes on to set it at line \d+`
}

//proof:race
func latests() {
	l := &latestOf[int]{in: make(chan int)}
	l.Run()
	for n := range 4 {
		l.in <- n
		l.Last()
		time.Sleep(time.Millisecond)
	}
	close(l.in)
}
