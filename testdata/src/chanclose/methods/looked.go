package methods

import (
	"sync"
	"time"
)

// An outbox is looked at before the send.
type outbox struct {
	items   chan int
	stopped chan struct{}
}

func newOutbox() *outbox {
	return &outbox{items: make(chan int), stopped: make(chan struct{})}
}

func newLongOutbox(n int) *outbox {
	return &outbox{items: make(chan int, n), stopped: make(chan struct{})}
}

//proof:by lookedAt
func (o *outbox) push(v int) bool {
	select {
	case <-o.stopped:
		return false
	default:
	}
	o.items <- v //proof:at
	return true
}

//proof:by lookedAt
func (o *outbox) stop() {
	close(o.stopped)
	close(o.items) // want `the sender of line \d+ may have looked at o.stopped before it was closed, and send after this close of o.items, which panics: hold a lock over both, or don't close it`
}

// row: C25
//
//proof:panic send on closed channel
func lookedAt() {
	for i := range 1000000 {
		o := newOutbox()
		if i < 0 {
			o = newLongOutbox(1)
		}
		for range 20 {
			go func() {
				for o.push(1) {
				}
			}()
		}
		for range 100 {
			<-o.items
		}
		o.stop()
	}
}

// A method looks, and the stop channel is closed behind the other.
type inbox struct {
	items chan int
	done  chan struct{}
}

//proof:by askedStop
func (i *inbox) over() bool {
	select {
	case <-i.done:
		return true
	default:
		return false
	}
}

//proof:by askedStop
func (i *inbox) push(v int) bool {
	if i.over() {
		return false
	}
	i.items <- v //proof:at
	return true
}

//proof:by askedStop
func (i *inbox) stop() {
	close(i.items) // want `the sender of line \d+ may have looked at i.done before it was closed, and send after this close of i.items`
	close(i.done)
}

//proof:panic send on closed channel
func askedStop() {
	for {
		i := &inbox{items: make(chan int), done: make(chan struct{})}
		for range 20 {
			go func() {
				for i.push(1) {
				}
			}()
		}
		for range 100 {
			<-i.items
		}
		i.stop()
	}
}

// The closer waits for the senders in between.
type waited struct {
	items   chan int
	stopped chan struct{}
	wg      sync.WaitGroup
}

//proof:by waitedFor
func (w *waited) send() {
	defer w.wg.Done()
	for range 10 {
		select {
		case <-w.stopped:
			return
		default:
		}
		w.items <- 1
	}
}

//proof:by waitedFor
func (w *waited) stop() {
	close(w.stopped)
	w.wg.Wait()
	close(w.items)
}

//proof:ok
func waitedFor() {
	w := &waited{items: make(chan int), stopped: make(chan struct{})}
	go func() {
		for range w.items {
		}
	}()
	w.wg.Add(1)
	go w.send()
	time.Sleep(time.Millisecond)
	w.stop()
}

// A lock over both the look and the send.
type lockedBox struct {
	mu      sync.RWMutex
	items   chan int
	stopped chan struct{}
}

//proof:by lockedLook
func (l *lockedBox) push(v int) bool {
	l.mu.RLock()
	defer l.mu.RUnlock()
	select {
	case <-l.stopped:
		return false
	default:
	}
	l.items <- v
	return true
}

//proof:by lockedLook
func (l *lockedBox) stop() {
	l.mu.Lock()
	defer l.mu.Unlock()
	close(l.stopped)
	close(l.items)
}

//proof:ok
func lockedLook() {
	l := &lockedBox{items: make(chan int, 1000), stopped: make(chan struct{})}
	var wg sync.WaitGroup
	wg.Go(func() {
		for range 100 {
			l.push(1)
		}
	})
	l.stop()
	wg.Wait()
}

// The sender closes by itself.
type own struct {
	items   chan int
	stopped chan struct{}
}

//proof:by ownClose
func (o *own) run() {
	for i := range 10 {
		select {
		case <-o.stopped:
			return
		default:
		}
		o.items <- i
	}
	o.end()
}

//proof:by ownClose
func (o *own) end() {
	close(o.stopped)
	close(o.items)
}

//proof:ok
func ownClose() {
	o := &own{items: make(chan int, 10), stopped: make(chan struct{})}
	go o.run()
	<-o.stopped
}

// Another channel is looked at: that of who reads.
type other struct {
	items   chan int
	stopped chan struct{}
	full    chan struct{}
	senders sync.WaitGroup
}

//proof:by otherLook
func (o *other) push(v int) {
	select {
	case <-o.full:
		return
	default:
	}
	o.items <- v
}

//proof:by otherLook
func (o *other) stop() {
	close(o.stopped)
	close(o.items)
}

//proof:ok
func otherLook() {
	o := &other{items: make(chan int, 10), stopped: make(chan struct{}), full: make(chan struct{})}
	o.senders.Go(func() { o.push(1) })
	o.senders.Wait()
	o.stop()
}

// What is looked at leads to the send: it says that there is room.
type room struct {
	items chan int
	free  chan struct{}
}

//proof:by roomLook
func (r *room) push(v int) {
	select {
	case <-r.free:
	default:
		return
	}
	r.items <- v
}

//proof:by roomLook
func (r *room) stop() {
	close(r.free)
	close(r.items)
}

//proof:ok
func roomLook() {
	r := &room{items: make(chan int, 10), free: make(chan struct{}, 1)}
	var wg sync.WaitGroup
	wg.Go(func() { r.push(1) })
	wg.Wait()
	r.stop()
}

// The close is done by another goroutine, while its sender has the lock of all senders.
type blocked struct {
	mu      sync.Mutex
	items   chan func()
	stopped chan struct{}
	wg      sync.WaitGroup
}

//proof:by blockedSenders
func (b *blocked) do(f func()) {
	b.mu.Lock()
	defer b.mu.Unlock()
	select {
	case <-b.stopped:
		return
	default:
	}
	done := make(chan bool)
	b.items <- func() {
		f()
		close(done)
	}
	<-done
}

//proof:by blockedSenders
func (b *blocked) loop() {
	defer b.wg.Done()
	for f := range b.items {
		f()
	}
}

//proof:by blockedSenders
func (b *blocked) stop() {
	b.do(func() {
		close(b.stopped)
		close(b.items)
	})
}

//proof:ok
func blockedSenders() {
	b := &blocked{items: make(chan func()), stopped: make(chan struct{})}
	b.wg.Add(1)
	go b.loop()
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(func() { b.do(func() {}) })
	}
	wg.Go(b.stop)
	wg.Wait()
	b.wg.Wait()
}
