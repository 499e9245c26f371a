// Package typeparams has a generic wrapper.
package typeparams

import (
	"net/http"
	"net/http/httptest"
)

type with[T any] struct { // want `handlers that get this`
	http.ResponseWriter
	v T
}

//proof:by observed
func serve[T any](next http.Handler, v T) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) { next.ServeHTTP(&with[T]{w, v}, r) }
}

//proof:observe
func observed() (bad bool) {
	h := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		bad = http.NewResponseController(w).Flush() != nil
	})
	serve(h, 1)(httptest.NewRecorder(), httptest.NewRequest("GET", "/", nil))
	return bad
}
