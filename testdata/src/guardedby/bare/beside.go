package bare

import (
	"net/http"
	"net/http/httptest"
	"sync"
	"time"
)

// The goroutine that the constructor starts uses the map again and again.
type Presence struct {
	mu   sync.Mutex
	seen map[string]time.Time
	stop chan bool
}

func NewPresence() *Presence {
	p := &Presence{seen: make(map[string]time.Time), stop: make(chan bool)}
	go p.sweep(time.NewTicker(time.Millisecond))
	return p
}

//proof:by swept
func (p *Presence) Mark(id string) {
	p.mu.Lock()
	p.seen[id] = time.Now()
	p.mu.Unlock()
}

//proof:by swept
func (p *Presence) Forget(id string) {
	p.mu.Lock()
	delete(p.seen, id)
	p.mu.Unlock()
}

//proof:by swept
func (p *Presence) sweep(ticker *time.Ticker) {
	for {
		select {
		case <-ticker.C:
			for id, at := range p.seen { // want `seen is read without mu, with which it is changed at line \d+: a data race; take the lock`
				if time.Since(at) > time.Hour {
					delete(p.seen, id) // want `seen is changed without mu, which guards it at \d+ other places`
				}
			}
		case <-p.stop:
			return
		}
	}
}

//proof:race
func swept() {
	p := NewPresence()
	for range 5 {
		p.Mark("a")
		time.Sleep(2 * time.Millisecond)
		p.Forget("b")
	}
	close(p.stop)
}

// A handler runs in a goroutine of its own for each request.
type Settings struct {
	mu    sync.RWMutex
	level *int
}

//proof:by handled
func (s *Settings) reload(level *int) {
	s.mu.Lock()
	s.level = level
	s.mu.Unlock()
}

//proof:by handled
func (s *Settings) get() *int {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.level
}

//proof:by handled
func (s *Settings) put(w http.ResponseWriter, r *http.Request) {
	s.level = new(int) // want `level is changed without mu, which guards it at 2 other places`
}

//proof:by handled
func (s *Settings) routes() *http.ServeMux {
	mux := http.NewServeMux()
	mux.HandleFunc("/level", s.put)
	return mux
}

//proof:race
func handled() {
	s := new(Settings)
	mux := s.routes()
	together(func() {
		mux.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("PUT", "/level", nil))
	}, func() { s.reload(new(int)) }, func() { _ = s.get() })
}

type Names struct {
	mu  sync.Mutex
	all map[string]int
}

//proof:by taken
func (n *Names) Add(name string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.all[name]++
}

//proof:by taken
func (n *Names) Sum() int {
	n.mu.Lock()
	all := n.all
	n.mu.Unlock()
	sum := 0
	for _, k := range all { // want `the map in all was loaded with mu at line \d+, and is used here without it, while line \d+ changes it in place: a fatal error; hold the lock, or copy it`
		sum += k
	}
	return sum
}

//proof:race
func taken() {
	n := &Names{all: make(map[string]int)}
	together(func() { n.Add("a") }, func() { _ = n.Sum() })
}
