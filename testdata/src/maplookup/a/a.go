//go:build go1.23

// Package a looks for elements of maps in more than one step.
package a

import (
	"math"
	"slices"
)

// row: MP16
//
//proof:none it costs time only
func twice(m map[string]int, k string) int {
	if _, ok := m[k]; ok {
		return m[k] // want `this hashes the key and searches m a second time: the lookup at line \d+ had the element; keep it there: v, ok := m\[k\]`
	}
	return 0
}

//proof:none it costs time only
func before(m map[string]int, k string) (int, bool) {
	_, found := m[k]
	if found {
		n := m[k] + 1 // want `keep it there: v, found := m\[k\]`
		return n, true
	}
	return 0, false
}

type index struct{ byName map[string][]int }

//proof:none it costs time only
func (x *index) first(name string) int {
	if _, ok := x.byName[name]; ok {
		for _, n := range x.byName[name] { // want `searches x.byName a second time`
			return n
		}
	}
	return 0
}

type named = map[string]func() int

//proof:none it costs time only
func inLiteral(m named) func(string) int {
	return func(k string) int {
		if _, ok := m[k]; ok {
			return m[k]() // want `searches m a second time`
		}
		return 0
	}
}

// row: MP21
//
//proof:none it costs time only
func scan(m map[string]int, k string) int {
	for key, v := range m { // want `this looks at every key of m to find one of them; a lookup hashes the key and finds it at once: if v, ok := m\[k\]; ok`
		if key == k {
			return v
		}
	}
	return 0
}

//proof:none it costs time only
func (x *index) delete(name string) {
	for key := range x.byName { // want `this looks at every key of x.byName`
		if name == key {
			delete(x.byName, key)
		}
	}
}

//proof:none it costs time only
func constant(lists []map[int]string) (out []string) {
	for m := range slices.Values(lists) {
		for id, name := range m { // want `this looks at every key of m .* m\[7\]; ok`
			if id == 7 {
				out = append(out, name)
			}
		}
	}
	return out
}

func nan() float64 { return math.NaN() }

// row: MP19
//
//proof:observe
func deletes() bool {
	m := map[float64]string{1: "one", nan(): "none"}
	for k := range m {
		delete(m, k) // want `this leaves keys that are not equal to themselves, as NaN, in m, and deletes the others one by one; clear\(m\) removes all of them`
	}
	return len(m) > 0
}

type point struct{ x, y float32 }

// row: MP19
//
//proof:observe
func deletesParts() bool {
	m := map[any]bool{point{float32(nan()), 0}: true}
	for k := range m {
		delete(m, k) // want `this leaves keys`
	}
	return len(m) > 0
}
