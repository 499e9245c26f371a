// Package typeparams has generic functions.
package typeparams

import (
	"errors"
	"fmt"
)

type box[T any] struct{ v T }

func open[T any](v T, ok bool) (*box[T], error) {
	if !ok {
		return nil, errors.New("closed")
	}
	return &box[T]{v}, nil
}

// row: ER16
//
//proof:by runs
func get[T any](v T) T {
	b, err := open(v, false)
	v = b.v // want `b is nil if open fails`
	if err != nil {
		panic(err)
	}
	return v
}

//proof:panic nil pointer dereference
func runs() { get(1) }

type alias = error

// An alias is the type that it stands for.
//
//proof:by runsAlias
func other(ok bool) (*box[int], alias) {
	b, err := open(1, ok)
	_ = fmt.Sprint(b.v) // want `b is nil if open fails`
	return b, err
}

//proof:panic nil pointer dereference
func runsAlias() { other(false) }

// What a type parameter is, is unknown.
//
//proof:by zero
func first[T any](list []T) (T, error) {
	if len(list) == 0 {
		return *new(T), errors.New("empty")
	}
	return list[0], nil
}

//proof:ok
func zero() {
	n, err := first([]int{})
	if n != 0 || err == nil {
		panic(err)
	}
}
