package listed

import "sync"

// overlap runs a sender, and a closer that may have to wait for it.
func overlap(sender, closer func()) {
	looked, closed = make(chan struct{}), make(chan struct{})
	var wg sync.WaitGroup
	wg.Go(sender)
	<-looked
	wg.Go(closer)
	close(closed)
	wg.Wait()
}

// A safe client sends with the lock.
type safe struct {
	mu      sync.RWMutex
	waiting map[int]chan string
	done    map[int]chan string
}

func newSafe() *safe {
	return &safe{waiting: map[int]chan string{1: make(chan string, 1)}, done: map[int]chan string{1: make(chan string, 1)}}
}

//proof:by sendsLocked
func (s *safe) answer(id int, text string) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if ch, ok := s.waiting[id]; ok {
		pause()
		ch <- text
	}
}

func (s *safe) Close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for id, ch := range s.waiting {
		close(ch)
		delete(s.waiting, id)
	}
}

//proof:ok
func sendsLocked() {
	s := newSafe()
	overlap(func() { s.answer(1, "x") }, s.Close)
}

// Nobody closes these.
//
//proof:by neverClosed
func (s *safe) finish(id int) {
	s.mu.RLock()
	ch := s.done[id]
	s.mu.RUnlock()
	pause()
	ch <- "done"
}

//proof:ok
func neverClosed() {
	s := newSafe()
	meet(func() { s.finish(1) }, s.Close)
}

// The closer takes them out first, and waits for the senders.
type counted struct {
	mu    sync.Mutex
	outs  map[int]chan int
	users sync.WaitGroup
}

//proof:by waitsForSenders
func (c *counted) send(id, v int) {
	c.mu.Lock()
	out, ok := c.outs[id]
	if ok {
		c.users.Add(1)
	}
	c.mu.Unlock()
	if !ok {
		return
	}
	pause()
	out <- v
	c.users.Done()
}

func (c *counted) Close() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.users.Wait()
	for _, out := range c.outs {
		close(out)
	}
	c.outs = nil
}

//proof:ok
func waitsForSenders() {
	c := &counted{outs: map[int]chan int{1: make(chan int, 1)}}
	overlap(func() { c.send(1, 2) }, c.Close)
}

// A send that panics is nothing to this one.
type careless struct {
	mu   sync.Mutex
	outs map[int]chan int
}

//proof:by recovers
func (c *careless) send(id, v int) (sent bool) {
	defer func() { recover() }()
	c.mu.Lock()
	out := c.outs[id]
	c.mu.Unlock()
	pause()
	out <- v
	return true
}

func (c *careless) Close() {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, out := range c.outs {
		close(out)
	}
	c.outs = nil
}

//proof:ok
func recovers() {
	c := &careless{outs: map[int]chan int{1: make(chan int, 1)}}
	meet(func() { c.send(1, 2) }, c.Close)
}

// One goroutine does both, one after the other.
type loop struct {
	mu   sync.Mutex
	outs map[int]chan int
}

func (l *loop) put(v int) {
	l.mu.Lock()
	out := l.outs[1]
	l.mu.Unlock()
	out <- v
}

func (l *loop) end() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, out := range l.outs {
		close(out)
	}
}

//proof:ok
func oneAfterTheOther() {
	l := &loop{outs: map[int]chan int{1: make(chan int, 1)}}
	l.put(1)
	l.end()
}
