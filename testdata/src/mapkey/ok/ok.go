// Package ok looks for keys that may be there.
package ok

import (
	"sync"
	"time"
)

func number() int { return 1 }

func check(ok bool) {
	if !ok {
		panic("not found")
	}
}

//proof:ok
func same() {
	m := map[any]string{1: "one", "a": "b"}
	check(m[number()] == "one" && m["a"] == "b")
}

// several types are stored.
//
//proof:ok
func several() {
	m := make(map[any]bool)
	m[number()] = true
	m[int64(number())] = true
	check(m[int64(1)] && m[1])
}

// boxed stores what it gets.
//
//proof:ok
func boxed() {
	m := make(map[any]bool)
	var key any = int64(number())
	m[key] = true
	check(m[int64(1)])
}

func fill(m map[any]bool) { m[int64(1)] = true }

//proof:ok
func given() {
	m := make(map[any]bool)
	m[1] = true
	fill(m)
	check(m[int64(1)])
}

//proof:ok
func param() {
	check(look(map[any]bool{int64(1): true}))
}

func look(m map[any]bool) bool {
	m[1] = true
	return m[int64(1)]
}

// Shared is used by other packages too.
var Shared sync.Map

//proof:ok
func exported() {
	Shared.Store(1, true)
	Shared.Load(int64(1))
}

type pool struct{ m sync.Map }

func (p *pool) store(key any) { p.m.Store(key, true) }

//proof:ok
func byParam() {
	var p pool
	p.store(int64(1))
	p.m.Store("a", true)
	_, ok := p.m.Load(int64(1))
	check(ok)
}

func fillSync(m *sync.Map) { m.Store(int64(1), true) }

//proof:ok
func address() {
	var m sync.Map
	m.Store(1, true)
	fillSync(&m)
	_, ok := m.Load(int64(1))
	check(ok)
}

// empty is never filled: nothing to compare with.
//
//proof:ok
func empty() {
	m := make(map[any]bool)
	check(!m[1])
}

//proof:ok
func asserted() {
	var m map[any]bool
	m = look2().(map[any]bool)
	m["a"] = true
	check(m[int64(1)])
}

func look2() any { return map[any]bool{int64(1): true} }

type point struct{ x, y int }

//proof:ok
func pointers() {
	m := map[*point]bool{}
	p := &point{1, 2}
	m[p] = true
	m[&point{1, 2}] = true
	values := map[point]bool{{1, 2}: true}
	check(m[p] && values[*p])
}

// Days and seconds are equal, and what is stored under the instant may be gone through.
//
//proof:ok
func instants() {
	day := time.Now().Truncate(24 * time.Hour).UTC()
	days := map[time.Time]bool{day: true}
	if !days[day] {
		panic("lost")
	}
	seconds := make(map[int64]bool)
	seconds[time.Now().Unix()] = true
	_ = seconds[time.Now().Unix()]
	log := make(map[time.Time]string)
	log[time.Now()] = "start"
	for at := range log {
		if log[at] == "" {
			panic("lost")
		}
	}
}
