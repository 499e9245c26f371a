// Package typeparams has generic keys.
package typeparams

type box[T any] struct{ v T }

//proof:by runPut
func put[T any](m map[any]int, v T) {
	m[v] = 1        // T may be comparable
	m[box[T]{}] = 1 // and this with it
	m[[]T{v}] = 1   // want `a \[\]T as a key panics`
}

//proof:panic hash of unhashable type
func runPut() { put(map[any]int{}, 1) }

type set[K comparable] map[K]bool

//proof:panic hash of unhashable type
func instance() {
	s := set[any]{}
	s[[]int{1}] = true // want `a \[\]int as a key panics`
}

//proof:ok
func strings() {
	s := set[string]{}
	s["a"] = true
	m := map[any]int{}
	m[box[int]{}] = 1
}
