package ok

import (
	"net/http"
	"net/http/httptest"
	"sync"
	"sync/atomic"
)

type stats struct {
	mu     sync.Mutex
	n      int
	hits   atomic.Int64
	byPath map[string]int
	once   sync.Once
	ready  bool
}

//proof:by serves
func (s *stats) wrap(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.hits.Add(1)
		s.mu.Lock()
		s.n++
		s.byPath[r.URL.Path]++
		s.mu.Unlock()
		s.once.Do(func() { s.ready = true })
		own := 0
		next.ServeHTTP(w, r)
		own++
	})
}

//proof:ok
func serves() {
	s := &stats{byPath: make(map[string]int)}
	srv := httptest.NewServer(s.wrap(http.HandlerFunc(perRequest)))
	defer srv.Close()
	resp, err := srv.Client().Get(srv.URL)
	if err == nil {
		resp.Body.Close()
	}
}

// Each request has variables of its own.
//
//proof:by serves
func perRequest(w http.ResponseWriter, r *http.Request) {
	n := 0
	next := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { n++ })
	next.ServeHTTP(w, r)
	next.ServeHTTP(w, r)
}
