// Package a compares and hashes what can't be.
package a

import (
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"unique"
)

// row: MP11
//
//proof:panic hash of unhashable type
func slice() {
	seen := make(map[any]bool)
	names := []string{"a"}
	seen[names] = true // want `a \[\]string as a key panics with "hash of unhashable type": slices have no ==`
}

type point struct {
	x, y int
	tags []string
}

// row: MP12
//
//proof:panic hash of unhashable type
func withSlice() {
	seen := map[any]int{}
	fmt.Println(seen[point{}]) // want `a point as a key panics with "hash of unhashable type": its field tags is a \[\]string`
}

//proof:panic hash of unhashable type
func literal() {
	fmt.Println(map[fmt.Stringer]int{ //proof:at
		point{}: 1, // want `a point as a key panics`
	})
}

func (point) String() string { return "" }

//proof:panic hash of unhashable type
func deleted() {
	seen := map[any]int{}
	delete(seen, [1]func(){}) // want `functions have no ==`
}

//proof:panic hash of unhashable type
func viaVariable() {
	seen := map[any]int{1: 1}
	var k any = map[string]int{}
	seen[k]++ // want `maps have no ==`
}

// row: Q04
//
//proof:panic hash of unhashable type
func syncMap() {
	var m sync.Map
	m.Store([]int{1}, true) // want `a \[\]int as a key panics`
}

// row: Q05
//
//proof:panic comparing uncomparable type []int
func syncMapValue() {
	var m sync.Map
	list := []int{1}
	m.Store("a", list)
	m.CompareAndSwap("a", list, []int{2}) // want `this comparison is never true: list holds a \[\]int`
}

//proof:panic comparing uncomparable type []int
func atomicValue() {
	var v atomic.Value
	v.Store([]int{1})
	v.CompareAndSwap([]int{1}, []int{2}) // want `never true`
}

//proof:panic hash of unhashable type
func handle() {
	var list any = []int{1}
	unique.Make[any](list) // want `hash of unhashable`
}

// row: I06
//
//proof:panic comparing uncomparable type []int
func equal() {
	var a any = []int{1}
	b := a
	fmt.Println(a == b) // want `this comparison is never true: b holds a \[\]int, and two of them panic`
}

type tooLong struct{ lines []int }

func (tooLong) Error() string { return "too long" }

var errTooLong error = tooLong{}

func parse() error { return errTooLong }

// row: I07
//
//proof:panic comparing uncomparable type a.tooLong
func compareErrors() {
	if err := parse(); err == errTooLong { // want `errTooLong holds a tooLong, .*its field lines is a \[\]int`
		fmt.Println(err)
	}
}

//proof:panic comparing uncomparable type a.tooLong
func switched() {
	switch parse() {
	case nil:
	case errTooLong: // want `errTooLong holds a tooLong`
	}
}

// row: I15
//
//proof:observe
//proof:instead errors.Is(parse(), errTooLong) => errors.As(parse(), new(tooLong))
func neverIs() bool {
	return !errors.Is(parse(), errTooLong) // want `errors.Is never finds this target: a tooLong can't be compared, its field lines is a \[\]int`
}

// row: I15
//
//proof:observe
//proof:instead errors.Is(fmt.Errorf("wrapped: %w", tooLong{}), tooLong{}) => errors.As(fmt.Errorf("wrapped: %w", tooLong{}), new(tooLong))
func neverIsLiteral() bool {
	return !errors.Is(fmt.Errorf("wrapped: %w", tooLong{}), tooLong{}) // want `never finds this target`
}

//proof:panic comparing uncomparable type []int
func contains() {
	list := []any{1, []int{1}}
	fmt.Println(slices.Contains(list, any([]int{1}))) // want `never true`
}
