// Package typeparams has Onces in generic types.
package typeparams

import (
	"errors"
	"sync"
)

type lazy[T any] struct {
	once sync.Once
	v    T
	err  error
}

//proof:by errorIsLost
//proof:instead var err error => _ = l
//proof:instead l.v, err = f() => l.v, l.err = f()
//proof:instead return l.v, err => return l.v, l.err
func (l *lazy[T]) get(f func() (T, error)) (T, error) {
	var err error
	l.once.Do(func() {
		l.v, err = f() // want `only the first caller gets this err`
	})
	return l.v, err
}

//proof:observe
func errorIsLost() bool {
	l := new(alias)
	f := func() (int, error) { return 0, errors.New("failed") }
	_, first := l.get(f)
	_, second := l.get(f)
	return first != nil && second == nil
}

type alias = lazy[int]

//proof:by genericDeadlock
func (l *lazy[T]) init() {
	l.once.Do(l.again) // want `l\.once\.Do waits for itself`
}

func (l *lazy[T]) again() { l.init() } //proof:at

//proof:deadlock
func genericDeadlock() { new(alias).init() }

// Other instances have Onces of their own.
//
//proof:ok
func instances() {
	var a lazy[int]
	var b lazy[string]
	a.once.Do(func() { b.once.Do(func() {}) })
}
