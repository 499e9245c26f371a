// Package limited sets its limit in one place, for all handlers.
package limited

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
)

//proof:ok
func serve() {
	h := http.MaxBytesHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, err := io.ReadAll(r.Body); err != nil {
			http.Error(w, err.Error(), http.StatusRequestEntityTooLarge)
		}
	}), 1<<20)
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest("POST", "/", strings.NewReader("x")))
	if w.Code != http.StatusOK {
		panic(w.Code)
	}
}
