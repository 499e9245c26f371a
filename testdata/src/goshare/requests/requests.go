package requests

import (
	"net/http"
	"net/http/httptest"
	"sync"
)

type stats struct {
	requests int
	byPath   map[string]int
}

// row: G15
//
//proof:by servesCounter
func (s *stats) wrap(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.requests++ // want `each request runs in a goroutine of its own, and all change requests here, without a lock: a data race, updates get lost; use an atomic, or guard it`
		next.ServeHTTP(w, r)
	})
}

//proof:race
func servesCounter() {
	ok := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {})
	serveOne((&stats{}).wrap(ok))
}

// serveOne answers some requests at once.
func serveOne(h http.Handler) {
	srv := httptest.NewServer(h)
	defer srv.Close()
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 20 {
				resp, err := http.Get(srv.URL)
				if err == nil {
					resp.Body.Close()
				}
			}
		})
	}
	wg.Wait()
}

// row: G13
//
//proof:race
func servesMap() {
	hits := make(map[string]int)
	n := 0
	mux := http.NewServeMux()
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		hits[r.URL.Path]++ // want `each request runs in a goroutine of its own, and all write to the map hits here, without a lock: fatal error concurrent map writes; guard it`
		n++
	})
	serveOne(mux)
}

// A method that the handler calls.
//
//proof:by servesMethod
func (s *stats) count(path string) {
	s.byPath[path] = s.byPath[path] + 1 // want `each request runs in a goroutine of its own, and all write to the map byPath here`
}

//proof:by servesMethod
func (s *stats) handler() http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) { s.count(r.URL.Path) }
}

//proof:race
func servesMethod() { serveOne((&stats{byPath: make(map[string]int)}).handler()) }
