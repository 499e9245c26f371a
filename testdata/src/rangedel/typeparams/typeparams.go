// Package typeparams removes elements in generic functions.
package typeparams

//proof:by runRemove, runRemoveInts
//proof:instead append(s[:i], s[i+1:]...) => append(s[:i], s[i+1:]...); i--
func remove[S ~[]E, E comparable](s S, x E) S {
	for i := 0; i < len(s); i++ {
		if s[i] == x {
			s = append(s[:i], s[i+1:]...) // want `moves to index i`
		}
	}
	return s
}

//proof:observe
func runRemove() bool { return len(remove([]string{"a", "a"}, "a")) > 0 }

//proof:observe
func runRemoveInts() bool { return len(remove([]int{1, 1}, 1)) > 0 }

type list[E comparable] struct{ items []E }

//proof:by runDrop
func (l *list[E]) drop(x E) {
	for i := range l.items {
		if l.items[i] == x { //proof:at
			l.items = append(l.items[:i], l.items[i+1:]...) // want `old length of l.items`
		}
	}
}

//proof:panic out of range
func runDrop() {
	l := &list[int]{[]int{1, 2, 3}}
	l.drop(2)
}

//proof:ok
func first() {
	s := []string{"a", "b"}
	for i := range s {
		if s[i] == "a" {
			s = append(s[:i], s[i+1:]...)
			break
		}
	}
}
