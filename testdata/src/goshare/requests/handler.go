package requests

import (
	"net/http"
	"net/http/httptest"
	"sync"
)

// serve sends requests to a handler at the same time.
func serve(h http.Handler) {
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 100 {
				h.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", "/a", nil))
			}
		})
	}
	wg.Wait()
}

type links struct {
	byKey map[string]string
	next  int
	store *store
}

type store struct{ hits map[string]int }

//proof:by shortens
func (l *links) create(w http.ResponseWriter, r *http.Request) {
	if r.Method == "" {
		http.Error(w, "no method", http.StatusBadRequest)
		return
	}
	l.next++ // want `each request runs in a goroutine of its own, and all change next here, without a lock: a data race, updates get lost; use an atomic, or guard it`
	l.byKey[r.URL.Path] = r.Host
}

//proof:race
func shortens() {
	l := &links{byKey: make(map[string]string)}
	mux := http.NewServeMux()
	mux.HandleFunc("/", l.create)
	serve(mux)
}

// The map is in another object, which a method of that changes.
//
//proof:by follows
func (l *links) follow(w http.ResponseWriter, r *http.Request) {
	l.store.hit(r.URL.Path)
}

//proof:by follows
func (s *store) hit(key string) {
	s.hits[key]++ // want `each request runs in a goroutine of its own, and all write to the map hits here, without a lock: fatal error concurrent map writes; guard it`
}

//proof:race
func follows() {
	l := &links{store: &store{hits: make(map[string]int)}}
	mux := http.NewServeMux()
	mux.Handle("/", http.HandlerFunc(l.follow))
	serve(mux)
}

//proof:by counts
func counting(next http.Handler) http.Handler {
	visits := make(map[string]int)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		visits[r.URL.Path]++ // want `all write to the map visits here, without a lock`
		next.ServeHTTP(w, r)
	})
}

//proof:race
func counts() { serve(counting(http.NotFoundHandler())) }

var requests2 int

//proof:by globals
func visit(http.ResponseWriter, *http.Request) {
	requests2++ // want `all change requests2 here, without a lock`
}

//proof:race
func globals() {
	mux := http.NewServeMux()
	mux.HandleFunc("/", visit)
	serve(mux)
}
