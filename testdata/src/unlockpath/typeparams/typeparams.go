package typeparams

import "sync"

type cache[K comparable, V any] struct {
	mu sync.Mutex
	m  map[K]V
}

//proof:by leak
func (c *cache[K, V]) get(k K) (v V, ok bool) {
	c.mu.Lock() // want `c.mu stays locked on the return at line 14`
	if c.m == nil {
		return v, false
	}
	v, ok = c.m[k]
	c.mu.Unlock()
	return v, ok
}

//proof:deadlock
func leak() {
	c := new(cache[string, int])
	c.get("a")
	c.mu.Lock() //proof:at
}

//proof:ok
func right() {
	c := &cache[string, int]{m: map[string]int{}}
	c.get("a")
	c.mu.Lock()
	c.mu.Unlock()
}
