// Package a looks for keys that are not there.
package a

import (
	"math"
	"sync"
)

func number() int { return 1 }

// row: MP24
//
//proof:observe
func literal() bool {
	m := map[any]string{1: "one"}
	return m[int64(number())] == "" // want `this finds nothing: the keys of m are of type int \(line 15\), this one is int64, and in an interface they differ by their types; convert it`
}

var sessions sync.Map

func put(id int64) { sessions.Store(id, true) }

// row: MP24
//
//proof:observe
func synced() bool {
	put(int64(number()))
	_, ok := sessions.Load(number()) // want `the keys of sessions are of type int64 \(line 21\), this one is int`
	return !ok
}

type id string

type store struct {
	byID map[any]int
	seen sync.Map
}

//proof:observe
func fields() bool {
	s := &store{byID: make(map[any]int)}
	s.byID[id("a")] = 1
	_, ok := s.byID["a"] // want `the keys of byID are of type id \(line 42\), this one is string`
	return !ok
}

//proof:observe
func syncField() bool {
	var s store
	s.seen.LoadOrStore(uint32(number()), true)
	s.seen.Delete(number()) // want `the keys of seen are of type uint32`
	_, ok := s.seen.Load(uint32(1))
	return ok
}

//proof:observe
func deleted() bool {
	m := make(map[any]bool)
	m[number()] = true
	delete(m, int32(number())) // want `this one is int32`
	return len(m) == 1
}

type point struct{ x, y int }

// row: MP22
//
//proof:observe
func pointer() bool {
	m := map[*point]string{{1, 2}: "a"}
	return m[&point{1, 2}] == "" // want `this finds nothing: &point{…} is a new pointer each time, and a map compares pointers, not what they point to`
}

// row: MP22
//
//proof:observe
func made() bool {
	m := map[*point]bool{}
	m[new(point)] = true
	_, ok := m[new(point)] // want `new\(point\) is a new pointer each time`
	return !ok
}

// row: MP09
//
//proof:observe
func nan() bool {
	m := make(map[float64]int)
	m[math.NaN()] = 1 // want `no lookup ever finds this entry, and delete does not remove it: NaN is not equal to itself`
	delete(m, math.NaN())
	return len(m) == 1
}

// row: MP09
//
//proof:observe
func nanLiteral() bool {
	m := map[float32]int{float32(math.NaN()): 1} // want `NaN is not equal to itself`
	for k := range m {
		delete(m, k)
	}
	return len(m) == 1
}

type keys = map[any]bool

//proof:observe
func inLiteral() bool {
	m := keys{}
	m["a"] = true
	f := func(b byte) bool { return m[b] } // want `the keys of m are of type string`
	return !f('a')
}

//proof:observe
func iterator() bool {
	m := map[any]bool{}
	for n := range numbers {
		m[n] = true
	}
	return !m[int8(1)] // want `the keys of m are of type int`
}

func numbers(yield func(int) bool) { yield(1) }
