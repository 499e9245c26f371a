package ok

import (
	"net/http"
	"net/http/httptest"
	"sync"
	"sync/atomic"
)

// serve sends requests to a handler at the same time.
func serve(h http.Handler) {
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() { h.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", "/a", nil)) })
	}
	wg.Wait()
}

type pages struct {
	mu    sync.Mutex
	hits  map[string]int
	total atomic.Int64
}

func (p *pages) lock() func() {
	p.mu.Lock()
	return p.mu.Unlock
}

// A lock, a helper that takes it, an atomic, and a map of the request.
//
//proof:by lockedRequests
func (p *pages) hit(w http.ResponseWriter, r *http.Request) {
	p.total.Add(1)
	seen := map[string]int{}
	seen[r.URL.Path]++
	p.mu.Lock()
	defer p.mu.Unlock()
	p.hits[r.URL.Path]++
}

//proof:by lockedRequests
func (p *pages) helped(w http.ResponseWriter, r *http.Request) {
	defer p.lock()()
	p.hits[r.URL.Path]++
}

//proof:by lockedRequests
func (p *pages) enter(w http.ResponseWriter, r *http.Request) {
	p.begin()
	p.hits[r.URL.Path]++
	p.mu.Unlock()
}

func (p *pages) begin() { p.mu.Lock() }

//proof:ok
func lockedRequests() {
	p := &pages{hits: make(map[string]int)}
	mux := http.NewServeMux()
	mux.HandleFunc("/a", p.hit)
	mux.HandleFunc("/b", p.helped)
	mux.HandleFunc("/c", p.enter)
	serve(mux)
}

// one lets one request in at a time.
func (p *pages) one(h http.HandlerFunc) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		p.mu.Lock()
		defer p.mu.Unlock()
		h(w, r)
	})
}

//proof:by oneAtATime
func (p *pages) bare(w http.ResponseWriter, r *http.Request) { p.hits[r.URL.Path]++ }

//proof:ok
func oneAtATime() {
	p := &pages{hits: make(map[string]int)}
	serve(p.one(p.bare))
	serve(p.one(http.HandlerFunc(p.bare)))
}

// Each request has an object of its own.
type call struct{ args map[string]string }

//proof:by calls
func (c *call) set(k, v string) { c.args[k] = v }

//proof:ok
func calls() {
	serve(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c := &call{args: make(map[string]string)}
		c.set("a", "b")
		n := 0
		func() { n++ }()
	}))
}

type exporter struct {
	enabled []string
	all     http.Handler
}

// Only the constructor asks for all of them.
//
//proof:by exports
func (e *exporter) only(names ...string) http.Handler {
	if len(names) == 0 {
		e.enabled = append(e.enabled, "cpu")
	}
	return http.NotFoundHandler()
}

//proof:by exports
func (e *exporter) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if len(r.URL.Query()) == 0 {
		e.all.ServeHTTP(w, r)
		return
	}
	e.only(r.URL.RawQuery).ServeHTTP(w, r)
}

//proof:ok
func exports() {
	e := new(exporter)
	e.all = e.only()
	serve(e)
}

type requestCount struct{ requests int }

// With -goshare.requests only: requests may come one after the other.
//
//proof:none the race detector sees that nothing orders them
func (c *requestCount) ServeHTTP(http.ResponseWriter, *http.Request) { c.requests++ }
