// Package typeparams has semaphores in generic types.
package typeparams

type limited[T any] struct {
	slots chan struct{}
	last  T
}

func newLimited[T any]() *limited[T] { return &limited[T]{slots: make(chan struct{}, 1)} }

//proof:by keeps
func (l *limited[T]) set(v T, ok bool) bool {
	l.slots <- struct{}{} // want `the slot that this send takes is kept on the return at line 15`
	if !ok {
		return false
	}
	l.last = v
	<-l.slots
	return true
}

//proof:leak
func keeps() {
	l := newLimited[int]()
	go func() {
		l.set(1, false)
		l.set(1, false)
	}()
}
