package quiet

import (
	"net/http"
	"net/http/httptest"
	"sync"
	"time"
)

// The goroutine that a constructor starts reads what was set before.
type Poller struct {
	mu    sync.Mutex
	every time.Duration
	done  chan bool
}

func NewPoller(every time.Duration) *Poller {
	p := &Poller{every: every, done: make(chan bool)}
	go p.poll()
	return p
}

//proof:by polls
func (p *Poller) poll() {
	_ = p.every
	<-p.done
}

//proof:by polls
func (p *Poller) Every() time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.every
}

//proof:by polls
func (p *Poller) Slower() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.every *= 2
}

//proof:ok
func polls() {
	p := NewPoller(time.Second)
	p.done <- true
	p.Slower()
	_ = p.Every()
}

// A handler gets a copy of the map, or the map is replaced and never changed.
type Pages struct {
	mu    sync.RWMutex
	hits  map[string]int
	title map[string]string
}

//proof:by served
func (p *Pages) hit(w http.ResponseWriter, r *http.Request) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.hits[r.URL.Path]++
}

//proof:by served
func (p *Pages) list(w http.ResponseWriter, r *http.Request) {
	p.mu.RLock()
	titles := p.title
	hits := make(map[string]int)
	for k, v := range p.hits {
		hits[k] = v
	}
	p.mu.RUnlock()
	for k := range titles {
		_ = hits[k]
	}
}

//proof:by served
func (p *Pages) rename(title map[string]string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.title = title
}

//proof:ok
func served() {
	p := &Pages{hits: map[string]int{}}
	mux := http.NewServeMux()
	mux.HandleFunc("/hit", p.hit)
	mux.HandleFunc("/list", p.list)
	var wg sync.WaitGroup
	for _, path := range []string{"/hit", "/list", "/hit"} {
		wg.Go(func() { mux.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", path, nil)) })
	}
	wg.Go(func() { p.rename(map[string]string{"a": "b"}) })
	wg.Wait()
}

// The map is taken out: the field gets a new one.
type Batch struct {
	mu   sync.Mutex
	jobs map[string]int
}

//proof:by flushed
func (b *Batch) Add(name string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.jobs[name]++
}

//proof:by flushed
func (b *Batch) Flush() int {
	b.mu.Lock()
	jobs := b.jobs
	b.jobs = make(map[string]int)
	b.mu.Unlock()
	n := 0
	for range jobs {
		n++
	}
	return n
}

//proof:by flushed
func (b *Batch) Close() {
	b.mu.Lock()
	jobs := b.jobs
	b.jobs = nil
	b.mu.Unlock()
	for name := range jobs {
		delete(jobs, name)
	}
}

//proof:ok
func flushed() {
	b := &Batch{jobs: make(map[string]int)}
	defer b.Close()
	var wg sync.WaitGroup
	wg.Go(func() { b.Add("a") })
	wg.Go(func() { _ = b.Flush() })
	wg.Wait()
}

// Who holds the lock starts the goroutine, and waits for it.
type Remote struct {
	mu     sync.Mutex
	handle string
	parts  []string
}

//proof:by copied
func (r *Remote) Copy(n int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	var wg sync.WaitGroup
	defer wg.Wait()
	wg.Add(1)
	go func() {
		defer wg.Done()
		for range n {
			r.parts = append(r.parts, r.handle)
		}
	}()
}

//proof:by copied
func (r *Remote) Open(handle string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.handle = handle
	r.parts = nil
}

//proof:by copied
func (r *Remote) Close() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.handle = ""
	return len(r.parts)
}

//proof:ok
func copied() {
	r := new(Remote)
	var wg sync.WaitGroup
	wg.Go(func() { r.Open("a") })
	wg.Go(func() { r.Copy(2) })
	wg.Wait()
	r.Close()
}

// Conns gives its map away whole, and begins another.
type Conns struct {
	mu   sync.Mutex
	open map[string]int
}

//proof:by resets
func (c *Conns) Add(name string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.open[name]++
}

//proof:by resets
func (c *Conns) Remove(name string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.open, name)
}

//proof:by resets
func (c *Conns) Reset() (sum int) {
	c.mu.Lock()
	open := c.open
	c.beginLocked()
	c.mu.Unlock()
	for _, n := range open {
		sum += n
	}
	return sum
}

//proof:by resets
func (c *Conns) beginLocked() { c.open = make(map[string]int) }

//proof:ok
func resets() {
	c := new(Conns)
	c.beginLocked()
	var wg sync.WaitGroup
	wg.Go(func() { c.Add("a") })
	wg.Go(func() { c.Remove("a") })
	wg.Go(func() { c.Reset() })
	wg.Wait()
}
