// Package typeparams has maps in generic types.
package typeparams

import (
	"net/http"
	"net/http/httptest"
)

type cache[V any] struct{ m map[string]V }

//proof:by runPut
func (c *cache[V]) put(w http.ResponseWriter, r *http.Request, v V) {
	c.m[r.URL.Path] = v // want `m gets an entry`
}

//proof:observe
//proof:instead &c => &cache[int]{m: map[string]int{}}
func runPut() bool {
	c := cache[int]{m: map[string]int{}}
	p := &c //proof:at
	p.put(httptest.NewRecorder(), httptest.NewRequest("GET", "/a", nil), 1)
	return c.m["/a"] == 1
}

type counted[V any] struct{ m map[string]V }

//proof:by runAdd
func (c *counted[V]) add(w http.ResponseWriter, r *http.Request, v V) {
	c.m[r.URL.Path] = v
	delete(c.m, r.URL.Path)
}

//proof:ok
func runAdd() {
	c := counted[int]{m: map[string]int{}}
	c.add(httptest.NewRecorder(), httptest.NewRequest("GET", "/a", nil), 1)
}
