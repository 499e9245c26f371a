// Package a wraps response writers.
package a

import (
	"net/http"
	"net/http/httptest"
	"time"
)

// canFlush serves a request through a handler and reports whether the handler
// inside can flush.
func canFlush(wrap func(http.Handler) http.Handler) (ok bool) {
	inner := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ok = http.NewResponseController(w).Flush() == nil
	})
	wrap(inner).ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", "/", nil))
	return ok
}

// The usual one, that remembers the status.
type recorder struct { // want `handlers that get this \(line 37\) can't flush, hijack or set deadlines: it hides the methods of the writer inside; add Unwrap`
	http.ResponseWriter
	status int
}

func (r *recorder) WriteHeader(status int) {
	r.status = status
	r.ResponseWriter.WriteHeader(status)
}

// row: F19
//
//proof:observe
func remembers() bool {
	return !canFlush(func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			next.ServeHTTP(&recorder{w, 200}, r)
		})
	})
}

// One that counts and hands on.
type counter struct { // want `handlers that get this`
	http.ResponseWriter
	n     int
	start time.Time
}

func (c *counter) Write(p []byte) (int, error) {
	n, err := c.ResponseWriter.Write(p)
	c.n += n
	return n, err
}

// row: F19
//
//proof:observe
func counts() bool {
	return !canFlush(func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			c := &counter{ResponseWriter: w, start: time.Now()}
			defer func() { _ = c.n }()
			next.ServeHTTP(c, r)
		})
	})
}

// A value, given to a function, in a literal.
type plain struct { // want `handlers that get this`
	http.ResponseWriter
}

//proof:by values
func serve(w http.ResponseWriter, r *http.Request, next http.HandlerFunc) { next(w, r) }

//proof:observe
func values() bool {
	return !canFlush(func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			for range func(yield func() bool) { yield() } {
				serve(plain{w}, r, next.ServeHTTP)
			}
		})
	})
}

type responseWriter = http.ResponseWriter

// Embedded by another name of the type.
type aliased struct { // want `handlers that get this`
	responseWriter
	path string
}

//proof:observe
func aliases() bool {
	return !canFlush(func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			handle := next.ServeHTTP
			handle(&aliased{w, r.URL.Path}, r)
		})
	})
}

// In a group of declarations, and in a method.
type (
	grouped struct { // want `handlers that get this`
		http.ResponseWriter
		wrote bool
	}
	middleware struct{ next http.Handler }
)

//proof:by methods
func (m middleware) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	m.next.ServeHTTP(&grouped{ResponseWriter: w}, r)
}

//proof:observe
func methods() bool {
	return !canFlush(func(next http.Handler) http.Handler { return middleware{next} })
}

// Given to a handler that is a function.
type tagged struct { // want `handlers that get this`
	http.ResponseWriter
	tag string
}

//proof:observe
func callsHandlerFunc() bool {
	return !canFlush(func(next http.Handler) http.Handler {
		inner := http.HandlerFunc(next.ServeHTTP)
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			inner(&tagged{ResponseWriter: w}, r)
		})
	})
}
