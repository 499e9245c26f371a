// Package ok looks for elements in one step, or has a reason for two.
package ok

import (
	"strconv"
	"strings"
)

func check(ok bool) {
	if !ok {
		panic("wrong")
	}
}

//proof:ok
func once() {
	m := map[string]int{"a": 1}
	if v, ok := m["a"]; ok {
		check(v == 1)
	}
}

// The element is written, not read.
//
//proof:ok
func writes() {
	m := map[string]int{"a": 1}
	if _, ok := m["a"]; ok {
		m["a"] = 2
	}
	if _, ok := m["a"]; ok {
		delete(m, "a")
	}
	check(len(m) == 0)
}

// Another key, another map, and the branch where it is not.
//
//proof:ok
func others() {
	m, n := map[string]int{"a": 1, "b": 2}, map[string]int{"a": 3}
	if _, ok := m["a"]; ok {
		check(m["b"] == 2 && n["a"] == 3)
	}
	if _, ok := m["c"]; !ok {
		check(m["c"] == 0)
	}
}

func change(m map[string]int) { m["a"]++ }

// Something may have changed it in between.
//
//proof:ok
func changed() {
	m := map[string]int{"a": 1}
	if _, ok := m["a"]; ok {
		change(m)
		check(m["a"] == 2)
	}
	k := "a"
	if _, ok := m[k]; ok {
		k = strings.ToUpper(k)
		check(m[k] == 0)
	}
	if _, ok := m["a"]; ok {
		m["a"] = 5
		check(m["a"] == 5)
	}
}

// It is read on some paths only, or later.
//
//proof:ok
func sometimes() {
	m := map[string]int{"a": 1}
	if _, ok := m["a"]; ok {
		defer func() { check(m["a"] == 7) }()
		for range 6 {
			m["a"]++
		}
	}
}

// Each call gives another key.
//
//proof:ok
func calls() {
	i := 0
	next := func() int { i++; return i }
	m := map[int]int{1: 1, 2: 2}
	if _, ok := m[next()]; ok {
		check(m[next()] == 2)
	}
}

// These loops look for more than one key.
//
//proof:ok
func loops() {
	m := map[string]int{"a": 1, "A": 2}
	n := 0
	for k := range m {
		if strings.EqualFold(k, "a") {
			n++
		}
	}
	for k, v := range m {
		if k == "a" {
			n += v
		} else {
			n++
		}
	}
	last := ""
	for k := range m {
		if k == last {
			n++
		}
		last = k
	}
	for k, v := range m {
		if k != "a" {
			n += v
		}
	}
	for k, v := range m {
		if len(k) == v {
			n++
		}
	}
	check(n == 7)
}

// The value is wanted, not the key.
//
//proof:ok
func values() {
	m := map[string]string{"a": "x"}
	key := ""
	for k, v := range m {
		if v == "x" {
			key = k
		}
	}
	check(key == "a")
}

// The wanted key changes with the loop.
//
//proof:ok
func moving() {
	m := map[int]int{1: 2, 2: 1}
	want, n := 1, 0
	for k, v := range m {
		if k == want {
			want = v
			n++
		}
	}
	check(n > 0)
}

// Whether an interface is equal to the key depends on its type as well.
//
//proof:ok
func mixed() {
	m := map[int]bool{1: true}
	var want any = 1
	found := false
	for k := range m {
		if k == want {
			found = true
		}
	}
	check(found)
}

// Every key is equal to itself: the compiler makes clear(m) of it.
//
//proof:ok
func deletes() {
	m := map[string]float64{"a": 1}
	for k := range m {
		delete(m, k)
	}
	f := map[float64]bool{1: true, 2: true}
	for k := range f {
		if k > 1 {
			delete(f, k)
		}
	}
	check(len(m) == 0 && len(f) == 1)
}

// Where something fails, time does not matter.
//
//proof:ok
func failures() {
	errs := map[string]error{"a": strconv.ErrRange}
	get := func(name string) error {
		if _, ok := errs[name]; ok {
			return errs[name]
		}
		return nil
	}
	check(get("a") != nil && get("b") == nil)
}
