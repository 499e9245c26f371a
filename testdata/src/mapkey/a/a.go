// Package a looks for keys that are not there.
package a

import (
	"math"
	"sync"
	"time"
)

func number() int { return 1 }

// row: MP24
//
//proof:observe
//proof:instead m[int64(number())] => m[number()]
func literal() bool {
	m := map[any]string{1: "one"}
	return m[int64(number())] == "" // want `this finds nothing: the keys of m are of type int \(line \d+\), this one is int64, and in an interface they differ by their types; convert it`
}

var sessions sync.Map

func put(id int64) { sessions.Store(id, true) }

// row: MP24
//
//proof:observe
//proof:instead sessions.Load(number()) => sessions.Load(int64(number()))
func synced() bool {
	put(int64(number()))
	_, ok := sessions.Load(number()) // want `the keys of sessions are of type int64 \(line \d+\), this one is int`
	return !ok
}

type id string

type store struct {
	byID map[any]int
	seen sync.Map
}

//proof:observe
//proof:instead s.byID["a"] => s.byID[id("a")]
func fields() bool {
	s := &store{byID: make(map[any]int)}
	s.byID[id("a")] = 1
	_, ok := s.byID["a"] // want `the keys of byID are of type id \(line \d+\), this one is string`
	return !ok
}

//proof:observe
//proof:instead s.seen.Delete(number()) => s.seen.Delete(uint32(number()))
func syncField() bool {
	var s store
	s.seen.LoadOrStore(uint32(number()), true)
	s.seen.Delete(number()) // want `the keys of seen are of type uint32`
	_, ok := s.seen.Load(uint32(1))
	return ok
}

//proof:observe
//proof:instead delete(m, int32(number())) => delete(m, number())
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
//proof:instead map[*point]string{ => map[point]string{
//proof:instead m[&point{1, 2}] => m[point{1, 2}]
func pointer() bool {
	m := map[*point]string{{1, 2}: "a"}
	return m[&point{1, 2}] == "" // want `this finds nothing: &point{…} is a new pointer each time, and a map compares pointers, not what they point to`
}

// row: MP22
//
//proof:observe
//proof:instead map[*point]bool{} => map[point]bool{}
//proof:instead m[new(point)] => m[point{}]
func made() bool {
	m := map[*point]bool{}
	m[new(point)] = true
	_, ok := m[new(point)] // want `new\(point\) is a new pointer each time`
	return !ok
}

// row: MP09
//
//proof:observe
//proof:instead math.NaN() => math.Pi
func nan() bool {
	m := make(map[float64]int)
	m[math.NaN()] = 1 // want `no lookup ever finds this entry, and delete does not remove it: NaN is not equal to itself`
	delete(m, math.NaN())
	return len(m) == 1
}

// row: MP09
//
//proof:observe
//proof:instead float32(math.NaN()) => math.Pi
func nanLiteral() bool {
	m := map[float32]int{float32(math.NaN()): 1} // want `NaN is not equal to itself`
	for k := range m {
		delete(m, k)
	}
	return len(m) == 1
}

type keys = map[any]bool

//proof:observe
//proof:instead return m[b] => return m[string(b)]
func inLiteral() bool {
	m := keys{}
	m["a"] = true
	f := func(b byte) bool { return m[b] } // want `the keys of m are of type string`
	return !f('a')
}

//proof:observe
//proof:instead m[int8(1)] => m[1]
func iterator() bool {
	m := map[any]bool{}
	for n := range numbers {
		m[n] = true
	}
	return !m[int8(1)] // want `the keys of m are of type int`
}

func numbers(yield func(int) bool) { yield(1) }

// row: MP17
//
//proof:observe
//proof:instead m[time.Now()] != "" => m[start] != ""
func instant() bool {
	start := time.Now()
	m := map[time.Time]string{start: "start"}
	return !(m[time.Now()] != "") // want `this finds nothing: time.Now\(\) is another instant each time, with a reading of the monotonic clock, which == compares; look up by Truncate or Unix of it`
}

//proof:observe
//proof:instead time.Now().UTC().Add(-time.Hour) => start
func earlier() bool {
	start := time.Now().Add(-time.Hour).UTC()
	m := map[time.Time]bool{start: true}
	_, ok := m[time.Now().UTC().Add(-time.Hour)] // want `is another instant each time`
	return !ok
}
