// Package typeparams has generic errors and functions.
package typeparams

import (
	"errors"
	"fmt"
)

type wrong[T any] struct{ v T }

func (w *wrong[T]) Error() string { return fmt.Sprint(w.v) }

type wrongInt = wrong[int]

// row: ER13
//
//proof:observe
//proof:instead errors.Is(err, &wrong[int]{5}) => errors.As(err, new(*wrong[int]))
func generic() bool {
	err := error(&wrong[int]{5})
	return !errors.Is(err, &wrong[int]{5}) && // want `this never matches`
		!errors.Is(err, &wrongInt{5}) // want `this never matches`
}

// The type is up to the caller.
//
//proof:by instance
func as[T error](err error) (target T, ok bool) {
	ok = errors.As(err, &target)
	return target, ok
}

//proof:ok
func instance() {
	if _, ok := as[*wrongInt](&wrongInt{5}); !ok {
		panic("not found")
	}
}
