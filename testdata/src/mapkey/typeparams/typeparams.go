// Package typeparams looks for keys of generic types.
package typeparams

type set[T any] struct{ m map[any]T }

//proof:by runGet
func (s *set[T]) put(v T) {
	s.m["a"] = v
}

//proof:by runGet
//proof:instead s.m['a'] => s.m["a"]
func (s *set[T]) get() T {
	return s.m['a'] // want `the keys of m are of type string`
}

//proof:observe
func runGet() bool {
	s := &set[int]{m: make(map[any]int)}
	s.put(1)
	return s.get() == 0
}

// both may be the same type.
func both[K comparable](m map[any]bool, k K) bool {
	n := make(map[any]bool)
	n[1] = true
	n[k] = true
	return n[int64(1)]
}

//proof:ok
func runBoth() {
	if !both(nil, int64(1)) {
		panic("not found")
	}
}

type cell[T any] struct{ v T }

type cells[K any] struct{ m map[any]bool }

func (c *cells[K]) put(p *cell[K], q cell[*K]) { c.m[p], c.m[q] = true, true }

func (c *cells[K]) has(p *cell[K], q cell[*K]) bool { return c.m[p] && c.m[q] }

//proof:ok
func runCells() {
	c := cells[int]{m: make(map[any]bool)}
	p, q := new(cell[int]), cell[*int]{}
	c.put(p, q)
	if !c.has(p, q) {
		panic("not found")
	}
}
