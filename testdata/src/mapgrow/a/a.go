// Package a has maps that get an entry for each key that a client sends.
package a

import (
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
)

// serve sends a hundred requests, each by another client and for another page.
func serve(h http.HandlerFunc) {
	for i := range 100 {
		r := httptest.NewRequest("GET", fmt.Sprintf("/page/%d?user=u%d", i, i), nil)
		r.RemoteAddr = fmt.Sprintf("10.0.0.%d:1234", i)
		h(httptest.NewRecorder(), r)
	}
}

var (
	mu   sync.Mutex
	hits = make(map[string]int)
)

//proof:by runHits
//proof:instead hits[r.URL.Path]++ => hits[r.Method]++
func count(w http.ResponseWriter, r *http.Request) {
	mu.Lock()
	defer mu.Unlock()
	hits[r.URL.Path]++ // want `hits gets an entry for each new key that a client sends, and nothing in the package takes one out: it grows until memory ends; delete what is old, or bound it`
}

// row: GC13
//
//proof:observe
func runHits() bool {
	serve(count)
	return fmt.Sprint(len(hits)) == "100"
}

type limiter struct{ n int }

var visitors = map[string]*limiter{}

//proof:by runVisitors
//proof:instead visitors[ip] = l => visitors["all"] = l
func visitor(ip string) *limiter {
	mu.Lock()
	defer mu.Unlock()
	l := visitors[ip]
	if l == nil {
		l = &limiter{}
		visitors[ip] = l // want `visitors gets an entry`
	}
	return l
}

func address(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}

// row: GC13
//
//proof:observe
func runVisitors() bool {
	serve(func(w http.ResponseWriter, r *http.Request) { visitor(address(r)).n++ })
	n := 0
	for range visitors {
		n++
	}
	return n == 100
}

type server struct {
	mu    sync.Mutex
	pages map[string][]byte
	users sync.Map
}

func newServer() *server {
	s := &server{}
	s.pages = make(map[string][]byte)
	return s
}

//proof:by runPages
//proof:instead s.pages[key] = data => s.pages["page"] = data
func (s *server) page(w http.ResponseWriter, r *http.Request) {
	key := strings.ToLower(strings.TrimPrefix(r.URL.Path, "/"))
	s.mu.Lock()
	defer s.mu.Unlock()
	data, ok := s.pages[key]
	if !ok {
		data = []byte("not found: " + key)
		s.pages[key] = data // want `pages gets an entry`
	}
	w.Write(data)
}

//proof:observe
func runPages() bool {
	s := newServer()
	serve(s.page)
	return len(s.pages["page/7"]) > 0
}

//proof:by runUsers
//proof:instead r.FormValue("user") => "user"
func (s *server) user(w http.ResponseWriter, r *http.Request) {
	s.users.Store(r.FormValue("user"), true) // want `users gets an entry`
}

//proof:observe
func runUsers() bool {
	s, n := newServer(), 0
	serve(s.user)
	s.users.Range(func(_, _ any) bool { n++; return true })
	return n == 100
}

type set = map[string]bool

var agents set

//proof:observe
//proof:instead agents[r.RequestURI] = true => agents[r.Method] = true
func literal() bool {
	serve(func(w http.ResponseWriter, r *http.Request) {
		remember := func() {
			if agents == nil {
				agents = make(set)
			}
			agents[r.RequestURI] = true // want `agents gets an entry`
		}
		remember()
	})
	n := 0
	for range agents {
		n++
	}
	return n == 100
}
