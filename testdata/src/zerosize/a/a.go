// Package a tells pointers apart that point to nothing.
package a

import (
	"context"
	"errors"
	"sync"
)

type key struct{ _ byte }

var sizedKey = &key{}

var userKey, traceKey = new(struct{}), new(struct{})

// row: I19
//
//proof:observe
//proof:instead traceKey => sizedKey
func keyOfContext() bool {
	ctx := context.WithValue(context.Background(), userKey, "anna")
	return ctx.Value(traceKey) != nil // want `this can't tell traceKey from the \*struct{} of line \d+: both point to a value of size 0, and such pointers are equal or not as it comes; give the type a field`
}

type state struct{}

var (
	idle = &state{}
	busy = &state{}
)

func current() any { return busy }

// row: I19
//
//proof:observe
//proof:instead current() == idle => current() == sizedKey
func compared() bool {
	return current() == idle // want `this can't tell idle from the \*state of line \d+`
}

//proof:observe
//proof:instead case busy => case sizedKey
func inSwitch() bool {
	var s any = idle
	switch s {
	case busy: // want `this can't tell busy from the \*state`
		return true
	}
	return false
}

type failure struct{}

func (*failure) Error() string { return "failed" }

var errStopped = &failure{}

func newFailure() error { return new(failure) }

//proof:observe
//proof:instead errStopped) => context.Canceled)
func asError() bool {
	return errors.Is(newFailure(), errStopped) // want `this can't tell errStopped from the \*failure`
}

type none [0]int

var first, second any = &none{}, &none{}

//proof:observe
//proof:instead m[second] => m[sizedKey]
func keyOfMap() bool {
	m := map[any]int{first: 1}
	return m[second] == 1 // want `this can't tell second from the \*none`
}

type nested struct {
	a struct{}
	b [0]string
}

type alias = nested

var left, right = &alias{}, &nested{}

//proof:observe
//proof:instead Load(right) => Load(sizedKey)
func keyOfSyncMap() bool {
	var m sync.Map
	m.Store(left, 1)
	lookup := func() bool {
		_, ok := m.Load(right) // want `this can't tell right from the \*nested`
		return ok
	}
	return lookup()
}

var oneKey, otherKey struct{}

// The compiler may place them anywhere; nothing says that they differ.
//
//proof:observe
//proof:instead ctx.Value(&otherKey) != nil => ctx.Value(sizedKey) != nil
func addresses() bool {
	ctx := context.WithValue(context.Background(), &oneKey, "anna")
	return ctx.Value(&otherKey) != nil // want `this can't tell otherKey from the \*struct{}`
}

type missing struct{}

var missingValue any = &missing{}

// The other pointer goes to sync, which gives it back.
//
//proof:observe
//proof:instead == missingValue => == any(sizedKey)
func givenBack() bool {
	var m sync.Map
	m.Store("a", &missing{})
	v, _ := m.Load("a")
	return v == missingValue // want `this can't tell missingValue from the \*missing of line \d+`
}
