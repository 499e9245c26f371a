// Package ok has maps with few keys, and maps that lose entries.
package ok

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"sync"
)

// serve sends requests, each by another client and for another page.
func serve(h http.HandlerFunc) {
	for i := range 20 {
		r := httptest.NewRequest("GET", fmt.Sprintf("/page/%d?user=u%d", i, i), nil)
		r.RemoteAddr = fmt.Sprintf("10.0.0.%d:1234", i)
		h(httptest.NewRecorder(), r)
	}
}

var methods = make(map[string]int)

//proof:ok
func ofFew() {
	serve(func(w http.ResponseWriter, r *http.Request) { methods[r.Method]++ })
}

var active = make(map[string]bool)

//proof:ok
func deleted() {
	serve(func(w http.ResponseWriter, r *http.Request) {
		active[r.RemoteAddr] = true
		defer delete(active, r.RemoteAddr)
	})
}

var recent = make(map[string]bool)

//proof:ok
func replaced() {
	serve(func(w http.ResponseWriter, r *http.Request) { recent[r.URL.Path] = true })
	recent = make(map[string]bool)
}

var bounded = make(map[string]bool)

//proof:ok
func limited() {
	serve(func(w http.ResponseWriter, r *http.Request) {
		if len(bounded) < 10 {
			bounded[r.URL.Path] = true
		}
	})
}

var swept = make(map[string]bool)

func sweep(m map[string]bool) { clear(m) }

//proof:ok
func sweptByOther() {
	serve(func(w http.ResponseWriter, r *http.Request) { swept[r.URL.Path] = true })
	sweep(swept)
}

// Known names come first.
var (
	names  = map[string]int{"u1": 1}
	logins = make(map[string]int)
)

//proof:ok
func knownKeys() {
	serve(func(w http.ResponseWriter, r *http.Request) {
		user := r.FormValue("user")
		if _, ok := names[user]; !ok {
			return
		}
		logins[user]++
	})
}

// Other packages know it.
var Shared = make(map[string]int)

//proof:ok
func exported() {
	serve(func(w http.ResponseWriter, r *http.Request) { Shared[r.URL.Path]++ })
}

//proof:ok
func ofRequest() {
	serve(func(w http.ResponseWriter, r *http.Request) {
		seen := make(map[string]bool)
		seen[r.URL.Path] = true
	})
}

var routes = make(map[string]http.Handler)

// What the program says itself.
//
//proof:ok
func registered() {
	register := func(path string) { routes[path] = http.NotFoundHandler() }
	register("/a")
	register("/b")
}

type transport struct{ hosts map[string]int }

// The program makes these requests.
//
//proof:by runTransport
func (t *transport) RoundTrip(r *http.Request) (*http.Response, error) {
	t.hosts[r.URL.Host]++
	return nil, context.Canceled
}

//proof:ok
func runTransport() {
	(&transport{make(map[string]int)}).RoundTrip(httptest.NewRequest("GET", "/", nil))
}

var sessions sync.Map

//proof:ok
func syncMapDeleted() {
	serve(func(w http.ResponseWriter, r *http.Request) { sessions.Store(r.RemoteAddr, 1) })
	sessions.Range(func(k, _ any) bool { sessions.Delete(k); return true })
}

type counter struct{ byKey map[string]int }

// The map is given to somebody.
//
//proof:ok
func given() {
	c := &counter{byKey: make(map[string]int)}
	serve(func(w http.ResponseWriter, r *http.Request) { c.byKey[r.URL.Path]++ })
	report(c.byKey)
}

func report(m map[string]int) { fmt.Sprint(len(m)) }

var inContext = make(map[any]int)

type key struct{}

// What the server has put into the context.
//
//proof:ok
func ofContext() {
	serve(func(w http.ResponseWriter, r *http.Request) { inContext[r.Context().Value(key{})]++ })
}
