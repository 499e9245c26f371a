package quiet

import (
	"sync"
	"time"
)

// The goroutine and those who ask both have the lock, the constructor needs none.
type Certs struct {
	mu     sync.RWMutex
	hashes []string
	stop   chan bool
}

func NewCerts() *Certs {
	c := &Certs{stop: make(chan bool)}
	c.roll()
	go c.renew()
	return c
}

//proof:by renewed
func (c *Certs) roll() { c.hashes = append([]string(nil), "a") }

//proof:by renewed
func (c *Certs) renew() {
	for {
		select {
		case <-c.stop:
			return
		case <-time.After(time.Millisecond):
			c.mu.Lock()
			c.roll()
			c.mu.Unlock()
		}
	}
}

//proof:by renewed
func (c *Certs) Hashes() []string {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return c.hashes
}

//proof:ok
func renewed() {
	c := NewCerts()
	for range 5 {
		_ = c.Hashes()
		time.Sleep(time.Millisecond)
	}
	close(c.stop)
}

// Only one goroutine works with the field, and takes the lock for another one; who asks, asks it by a channel.
type Owner struct {
	mu    sync.Mutex
	count int
	shown int
	ask   chan chan int
}

func NewOwner() *Owner {
	o := &Owner{ask: make(chan chan int)}
	go o.run()
	return o
}

//proof:by owned
func (o *Owner) run() {
	for answer := range o.ask {
		o.mu.Lock()
		o.count++
		o.shown = o.count
		o.mu.Unlock()
		answer <- o.count
	}
}

//proof:by owned
func (o *Owner) Shown() int {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.shown
}

//proof:ok
func owned() {
	o := NewOwner()
	answer := make(chan int)
	o.ask <- answer
	_ = o.Shown()
	<-answer
	close(o.ask)
}

// The lock is somebody's own: what it keeps apart is not followed.
type rwLocker interface {
	sync.Locker
	RLock()
	RUnlock()
}

type Registry struct {
	fixed bool
	lock  rwLocker
	rows  map[string]int
}

//proof:by looked
func (t *Registry) Lookup(name string) int {
	if !t.fixed {
		t.lock.RLock()
		defer t.lock.RUnlock()
	}
	return t.rows[name]
}

//proof:by looked
func (t *Registry) Delete(name string) {
	if t.fixed {
		return
	}
	t.lock.Lock()
	defer t.lock.Unlock()
	delete(t.rows, name)
}

//proof:by looked
func (t *Registry) Set(name string, n int) {
	if t.fixed {
		return
	}
	t.lock.Lock()
	defer t.lock.Unlock()
	t.rows[name] = n
}

//proof:ok
func looked() {
	t := &Registry{lock: new(sync.RWMutex), rows: map[string]int{}}
	together(func() { t.Set("a", 1); t.Delete("a") }, func() { _ = t.Lookup("a") })
}

// Close must not be called while others use it: it is not safe for concurrent use.
type Feed struct {
	mu    sync.Mutex
	items []int
}

//proof:by fed
func (f *Feed) Add(n int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.items = append(f.items, n)
}

//proof:by fed
func (f *Feed) Take() (n int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	n, f.items = f.items[0], f.items[1:]
	return n
}

//proof:by fed
func (f *Feed) Len() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return len(f.items)
}

// Close is not safe for concurrent use with the other methods.
//
//proof:by fed
func (f *Feed) Close() { f.items = nil }

//proof:ok
func fed() {
	f := new(Feed)
	together(func() { f.Add(1) }, func() { _ = f.Len() })
	_ = f.Take()
	f.Close()
}

// Whoever gets the method as a value calls it at once, and nobody else has the object yet.
type List struct {
	mu    sync.Mutex
	names []string
}

func NewList(each func(func(string))) *List {
	l := new(List)
	each(l.add)
	return l
}

//proof:by listed
func (l *List) add(name string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.names = append(l.names, name)
}

//proof:by listed
func (l *List) Names() []string { return l.names }

//proof:ok
func listed() {
	l := NewList(func(f func(string)) { f("a"); f("b") })
	together(func() { _ = l.Names() }, func() { _ = l.Names() })
}

// The switch has a case for each constant: nothing comes to its default.
type Policy int

const (
	Oldest Policy = iota
	Newest
)

type Ring struct {
	mu     sync.Mutex
	policy Policy
	onDrop func(int)
}

//proof:by dropped
func (r *Ring) SetOnDrop(f func(int)) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.onDrop = f
}

//proof:by dropped
func (r *Ring) Offer(n int) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	switch r.policy {
	case Oldest:
		if r.onDrop != nil {
			r.onDrop(n)
		}
		return true
	case Newest:
		return false
	default:
		if r.onDrop != nil {
			r.onDrop(n)
		}
		return false
	}
}

//proof:ok
func dropped() {
	r := new(Ring)
	together(func() { r.SetOnDrop(func(int) {}) }, func() { r.Offer(1) })
}

// Who comes after the end finds the flag set, and leaves the buffer alone.
type Stream struct {
	mu    sync.Mutex
	ended bool
	buf   []byte
}

//proof:by streamed
func (s *Stream) Write(b byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ended {
		return
	}
	s.buf = append(s.buf, b)
}

//proof:by streamed
func (s *Stream) Len() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ended {
		return 0
	}
	return len(s.buf)
}

//proof:by streamed
func (s *Stream) Cut() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ended {
		return
	}
	s.buf = s.buf[:0]
}

//proof:by streamed
func (s *Stream) End() {
	s.mu.Lock()
	s.ended = true
	s.mu.Unlock()
	s.release()
}

//proof:by streamed
func (s *Stream) release() { s.buf = nil }

//proof:ok
func streamed() {
	s := new(Stream)
	together(func() { s.Write(1) }, func() { _ = s.Len() }, s.Cut, s.End)
}

// The comment says from when on the method may be called.
type Line struct {
	mu   sync.Mutex
	err  error
	Done chan bool
}

//proof:by lined
func (l *Line) fail(err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.err = err
}

//proof:by lined
func (l *Line) Failed() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.err != nil
}

// Err is why it failed. It is not safe to call before Done is closed.
//
//proof:by lined
func (l *Line) Err() error { return l.err }

func NewLine(err error) *Line {
	l := &Line{Done: make(chan bool)}
	go func() {
		l.fail(err)
		close(l.Done)
	}()
	return l
}

//proof:ok
func lined() {
	l := NewLine(nil)
	_ = l.Failed()
	<-l.Done
	_ = l.Err()
}
