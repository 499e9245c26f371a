// Package typeparams writes to maps of generic structs.
package typeparams

type set[T comparable] struct{ m map[T]struct{} }

//proof:by runAdd
func (s *set[T]) add(v T) {
	s.m[v] = struct{}{} // want `nothing in the package makes m`
}

//proof:panic assignment to entry in nil map
func runAdd() { new(set[int]).add(1) }

type made[T comparable] struct{ m map[T]struct{} }

func newMade[T comparable]() *made[T] { return &made[T]{m: make(map[T]struct{})} }

func (s *made[T]) add(v T) { s.m[v] = struct{}{} }

//proof:ok
func runMade() { newMade[int]().add(1) }

// Set is generic.
type Set[K comparable] struct{ Has map[K]bool }

//proof:by runSet
func firstOf[K comparable](k K) *Set[K] {
	s := &Set[K]{}
	s.Has[k] = true // want `s.Has is still nil in the struct made at line \d+`
	return s
}

//proof:panic assignment to entry in nil map
func runSet() { firstOf(1) }

//proof:ok
func madeSet() {
	s := &Set[string]{Has: map[string]bool{}}
	s.Has["a"] = true
}
