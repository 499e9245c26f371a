package bare

import (
	"sync"
	"time"
)

// A goroutine of the package changes the field with the lock: the lock is there for those who ask.
type Certs struct {
	mu     sync.RWMutex
	hashes []string
	round  int
	stop   chan bool
}

// NewCerts calls roll without the lock, as nobody else has the object yet.
func NewCerts() *Certs {
	c := &Certs{stop: make(chan bool)}
	c.roll()
	go c.renew()
	return c
}

//proof:by renewed
func (c *Certs) roll() {
	c.round++
	c.cache()
}

//proof:by renewed
func (c *Certs) cache() {
	c.hashes = c.hashes[:0]
	c.hashes = append(c.hashes, string(rune('a'+c.round)))
}

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
	return c.hashes // want `hashes is read without mu, with which it is changed at line \d+`
}

//proof:race
func renewed() {
	c := NewCerts()
	for range 5 {
		_ = c.Hashes()
		time.Sleep(time.Millisecond)
	}
	close(c.stop)
}

// Whoever gets the method as a value calls it when there is something new.
type Source struct {
	mu    sync.Mutex
	names []string
}

func NewSource(w *Watcher) *Source {
	s := new(Source)
	w.update = s.set
	return s
}

type Watcher struct{ update func([]string) }

//proof:by called
func (s *Source) set(names []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.names = names
}

//proof:by called
func (s *Source) First() string {
	if len(s.names) == 0 { // want `names is read without mu, with which it is changed at line \d+`
		return ""
	}
	return "first"
}

//proof:race
func called() {
	w := new(Watcher)
	s := NewSource(w)
	together(func() { w.update([]string{"a"}) }, func() { _ = s.First() })
}

// One function looks at the field before it takes the lock, another one never takes it.
type Exchange struct {
	mu      sync.RWMutex
	options map[string]int
}

//proof:by closed
func (s *Exchange) Get(name string) int {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.options[name]
}

//proof:by closed
func (s *Exchange) Set(name string, n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.options[name] = n
}

//proof:by closed
func (s *Exchange) Erase(name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.options, name)
}

//proof:by closed
func (s *Exchange) All() map[string]int {
	all := make(map[string]int, len(s.options)) // want `options is read without mu, with which it is changed at line \d+`
	s.mu.RLock()
	defer s.mu.RUnlock()
	for name, n := range s.options {
		all[name] = n
	}
	return all
}

// Close ends the session. It is thread-safe.
//
//proof:by closed
func (s *Exchange) Close() {
	s.options = nil // want `options is changed without mu, which guards it at \d+ other places`
}

//proof:race
func closed() {
	s := &Exchange{options: map[string]int{"a": 1}}
	together(s.Close, func() { _ = s.Get("a") }, func() { _ = s.All() })
}

// The method that sets the field need not be called so.
type Gate struct {
	mu   sync.Mutex
	open bool
}

//proof:by opened
func (g *Gate) Open() {
	g.mu.Lock()
	g.open = true
	g.mu.Unlock()
}

//proof:by opened
func (g *Gate) Wait() {
	g.mu.Lock()
	defer g.mu.Unlock()
	for !g.open {
		g.mu.Unlock()
		time.Sleep(time.Millisecond)
		g.mu.Lock()
	}
}

//proof:by opened
func (g *Gate) Try() bool {
	if !g.open { // want `open is read without mu, with which it is changed at line \d+`
		return false
	}
	return true
}

//proof:race
func opened() {
	g := new(Gate)
	together(g.Open, func() { g.Try() }, g.Wait)
}
