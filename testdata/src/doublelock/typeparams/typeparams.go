package typeparams

import "sync"

type cache[K comparable, V any] struct {
	mu sync.Mutex
	m  map[K]V
}

//proof:by double
func (c *cache[K, V]) get(k K) V {
	c.mu.Lock() //proof:at
	defer c.mu.Unlock()
	return c.m[k]
}

//proof:by double
func (c *cache[K, V]) both(a, b K) (V, V) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.get(a), c.m[b] // want `get at line 12 locks c.mu, held since line 19`
}

//proof:deadlock
func double() {
	new(cache[string, int]).both("a", "b")
}
