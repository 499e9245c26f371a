package methods

import (
	"sync"
	"sync/atomic"
	"time"
)

// A response is asked whether it is closed, and others receive from it.
type response struct {
	mu       sync.Mutex
	closed   bool
	deadline time.Time
	answers  chan int
}

//proof:by askedFlag
func (r *response) Finished() bool { return r.closed || time.Now().After(r.deadline) }

//proof:by askedFlag
func (r *response) Answers() <-chan int { return r.answers }

//proof:by askedFlag
func (r *response) Close() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if !r.closed {
		r.closed = true
		close(r.answers) // want `the sender of line \d+ may have tested the flag before it was set, and send after this close of r.answers`
	}
}

type registry struct {
	mu   sync.RWMutex
	byID map[int]*response
}

//proof:by askedFlag
func (g *registry) handle(id int) bool {
	g.mu.RLock()
	r := g.byID[id]
	g.mu.RUnlock()
	if r.Finished() {
		return false
	}
	r.answers <- id //proof:at
	return true
}

//proof:panic send on closed channel
func askedFlag() {
	for {
		r := &response{answers: make(chan int), deadline: time.Now().Add(time.Hour)}
		g := &registry{byID: map[int]*response{1: r}}
		for range 20 {
			go func() {
				for g.handle(1) {
				}
			}()
		}
		for range 100 {
			<-r.Answers()
		}
		r.Close()
	}
}

// The flag is read without the lock with which it is set.
type hub struct {
	mu     sync.Mutex
	closed bool
	items  chan int
}

//proof:by bareFlag
func (h *hub) push(v int) bool {
	if !h.closed {
		h.items <- v //proof:at
		return true
	}
	return false
}

//proof:by bareFlag
func (h *hub) stop() {
	h.mu.Lock()
	h.closed = true
	close(h.items) // want `the sender of line \d+ may have tested the flag before it was set, and send after this close of h.items`
	h.mu.Unlock()
}

//proof:panic send on closed channel
func bareFlag() {
	for {
		h := &hub{items: make(chan int)}
		for range 20 {
			go func() {
				for h.push(1) {
				}
			}()
		}
		for range 100 {
			<-h.items
		}
		h.stop()
	}
}

// The method takes the lock, and lets go of it before the send.
type topic struct {
	mu     sync.Mutex
	closed bool
	items  chan int
}

//proof:by askedUnderLock
func (t *topic) isClosed() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.closed
}

//proof:by askedUnderLock
func (t *topic) push(v int) bool {
	if t.isClosed() {
		return false
	}
	select { //proof:at
	case t.items <- v:
	case <-time.After(time.Second):
	}
	return true
}

//proof:by askedUnderLock
func (t *topic) stop() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.closed = true
	close(t.items) // want `the sender of line \d+ may have tested the flag before it was set, and send after this close of t.items`
}

//proof:panic send on closed channel
func askedUnderLock() {
	for {
		t := &topic{items: make(chan int)}
		for range 20 {
			go func() {
				for t.push(1) {
				}
			}()
		}
		for range 100 {
			<-t.items
		}
		t.stop()
	}
}

// The method looks at an atomic flag.
type feed struct {
	done  atomic.Bool
	items chan int
}

//proof:by askedAtomic
func (f *feed) over() bool { return f.done.Load() }

//proof:by askedAtomic
func (f *feed) push(v int) bool {
	if f.over() {
		return false
	}
	f.items <- v //proof:at
	return true
}

//proof:by askedAtomic
func (f *feed) stop() {
	f.done.Store(true)
	close(f.items) // want `the sender of line \d+ may have tested the flag before it was set, and send after this close of f.items`
}

//proof:panic send on closed channel
func askedAtomic() {
	for {
		f := &feed{items: make(chan int)}
		for range 20 {
			go func() {
				for f.push(1) {
				}
			}()
		}
		for range 100 {
			<-f.items
		}
		f.stop()
	}
}

// The sender asks with the lock held until it has sent.
type askedHeld struct {
	mu     sync.Mutex
	closed bool
	items  chan int
}

func (m *askedHeld) over() bool { return m.closed }

func (m *askedHeld) push(v int) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.over() {
		return false
	}
	m.items <- v
	return true
}

func (m *askedHeld) close() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.closed = true
	close(m.items)
}

// The closer waits for those that are about to send.
type askedCounted struct {
	mu      sync.Mutex
	closed  bool
	sending sync.WaitGroup
	items   chan int
}

func (m *askedCounted) begins() bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	if !m.closed {
		m.sending.Add(1)
	}
	return !m.closed
}

func (m *askedCounted) push(v int) bool {
	if !m.begins() {
		return false
	}
	defer m.sending.Done()
	m.items <- v
	return true
}

func (m *askedCounted) close() {
	m.mu.Lock()
	m.closed = true
	m.mu.Unlock()
	m.sending.Wait()
	close(m.items)
}

// The sender recovers.
type recovering struct {
	mu     sync.Mutex
	closed bool
	items  chan int
}

func (m *recovering) push(v int) (sent bool) {
	defer func() {
		if recover() != nil {
			sent = false
		}
	}()
	if m.closed {
		return false
	}
	m.items <- v
	return true
}

func (m *recovering) close() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.closed = true
	close(m.items)
}

// The flag that is asked for is another one.
type paused struct {
	mu             sync.Mutex
	closed, paused bool
	items          chan int
}

func (m *paused) isPaused() bool { return m.paused }

func (m *paused) push(v int) bool {
	if m.isPaused() {
		return false
	}
	m.items <- v
	return true
}

func (m *paused) close() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.closed = true
	close(m.items)
}

// Nothing says that others push at the same time: no lock, no atomic.
type alone struct {
	closed bool
	items  chan int
}

func (m *alone) push(v int) bool {
	if m.closed {
		return false
	}
	m.items <- v
	return true
}

func (m *alone) close() {
	m.closed = true
	close(m.items)
}

//proof:ok
func askedFlagsThatHold() {
	type box interface {
		push(int) bool
		close()
	}
	for _, m := range []box{
		&askedHeld{items: make(chan int, 1)}, &askedCounted{items: make(chan int, 1)},
		&recovering{items: make(chan int, 1)}, &paused{items: make(chan int, 1), paused: true},
		&alone{items: make(chan int, 1)},
	} {
		m.push(1)
		m.close()
		m.push(2)
	}
}
