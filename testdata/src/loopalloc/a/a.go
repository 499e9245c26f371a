// Package a allocates in each iteration what could be made once.
package a

import (
	"bytes"
	"strings"
)

type visitor interface{ visit(key string, f func(int)) }

type tree struct{ seen []func(int) }

func (t *tree) visit(key string, f func(int)) {
	t.seen = append(t.seen[:0], f)
	f(len(key))
}

var keys = func() []string { return strings.Fields("a b c d e f") }

func some() visitor { return &tree{} }

type sum struct{ n int }

func (s *sum) add(n int) { s.n += n }

// row: E10
//
//proof:alloc
func methodValue() {
	v, s := some(), &sum{}
	for _, k := range keys() {
		v.visit(k, s.add) // want `the method value s.add is a new object on the heap in each iteration \(loop at line \d+\), always the same: make it once, in front of the loop`
	}
}

// row: E04
//
//proof:alloc
func literal() {
	v, s := some(), &sum{}
	for _, k := range keys() {
		v.visit(k, func(n int) { s.add(n) }) // want `this function literal captures s and is a new object on the heap in each iteration \(loop at line \d+\), always the same`
	}
}

//proof:alloc
func inCondition() {
	v, s := some(), &sum{}
	list := keys()
	for i := 0; i < len(list); i++ {
		if list[i] != "" {
			v.visit(list[i], s.add) // want `the method value s.add`
		}
	}
}

//proof:alloc
func inClosure() {
	v := some()
	each := func(list []string, s *sum) {
		for _, k := range list {
			v.visit(k, func(n int) { s.n = n }) // want `this function literal captures s`
		}
	}
	each(keys(), &sum{})
}

type handler func(int)

type alias = handler

//proof:alloc
func kept() {
	var list []alias
	limit := len(keys())
	count := 0
	for range keys() {
		list = append(list, func(n int) { count += n % limit }) // want `this function literal captures`
	}
	for _, f := range list {
		f(1)
	}
}

//proof:alloc
func overFunc() {
	v, s := some(), &sum{}
	list := func(yield func(string) bool) {
		for _, k := range keys() {
			v.visit(k, s.add) // want `the method value s.add`
			if !yield(k) {
				return
			}
		}
	}
	for k := range list {
		s.n += len(k)
	}
}

func lines() [][]byte {
	return bytes.Split(bytes.Repeat([]byte("a line that has more than thirty-two bytes\n"), 5), []byte("\n"))
}

// row: ST17
//
//proof:alloc
func contains() {
	n := 0
	for _, line := range lines() {
		if strings.Contains(string(line), "thirty") { // want `string\(line\) copies the bytes in each iteration, if they are more than 32, only to be searched: use bytes.Contains\(line, \[\]byte\("thirty"\)\)`
			n++
		}
	}
	keep(n)
}

var sink int

func keep(n int) { sink = n }

//proof:alloc
func position() {
	for _, line := range lines() {
		keep(strings.IndexByte(string(line), 't')) // want `use bytes.IndexByte\(line, 't'\)`
	}
}

//proof:alloc
func twoTexts() {
	word := []byte("thirty")
	for _, line := range lines() {
		keep(strings.Count(string(line), string(word))) // want `use bytes.Count\(line, word\)`
	}
}
