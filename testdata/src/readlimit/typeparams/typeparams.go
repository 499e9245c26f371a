// Package typeparams has generic functions.
package typeparams

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
)

// handle makes a handler of a function.
//
//proof:by runs
func handle[T any](f func(T)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var v T
		if err := json.NewDecoder(r.Body).Decode(&v); err != nil { // want `a client can send one string of any size`
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		f(v)
	}
}

//proof:observe
//proof:noflip the mistake is in the other function
func runs() bool {
	body := strings.NewReader(`"` + strings.Repeat("a", 1<<20) + `"`)
	h := handle(func(string) {})
	r := httptest.NewRequest("POST", "/", body)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	h(httptest.NewRecorder(), r)
	runtime.ReadMemStats(&after)
	return after.TotalAlloc-before.TotalAlloc > 1<<20
}
