// Package ok shares bytes, and nobody writes to them while a string has them.
package ok

import (
	"bytes"
	"io"
	"strings"
	"unsafe"
)

func check(ok bool) {
	if !ok {
		panic("changed")
	}
}

func text() string { return strings.Repeat("ab", 2) }

func bytesOf(s string) []byte { return unsafe.Slice(unsafe.StringData(s), len(s)) }

func stringOf(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

//proof:ok
func reads() {
	b := bytesOf(text())
	check(b[0] == 'a' && bytes.IndexByte(b, 'b') == 1)
	_, err := io.Discard.Write(b)
	check(err == nil)
}

//proof:ok
func copies() {
	s := text()
	b := append([]byte(nil), bytesOf(s)...)
	b[0] = 'x'
	c := bytes.Clone(bytesOf(s))
	c[0] = 'y'
	check(s == "abab" && copy(b, bytesOf(s)) == 4)
}

// append to all of it has to make another array.
//
//proof:ok
func appends() {
	s := text()
	b := append(bytesOf(s), 'x')
	check(s == "abab" && len(b) == 5)
}

// The bytes are written first.
//
//proof:ok
func before() {
	b := make([]byte, 2)
	b[0], b[1] = 'a', 'b'
	s := stringOf(b)
	check(s == "ab")
}

// A lookup does not keep the key.
//
//proof:ok
func lookup() {
	m := map[string]int{"ab": 1}
	b := []byte("ab")
	n := m[stringOf(b)]
	b[0] = 'x'
	check(n == 1)
}

// Each round has bytes of its own.
//
//proof:ok
func rounds() {
	var list []string
	for i := range 2 {
		b := make([]byte, 1)
		b[0] = byte('a' + i)
		list = append(list, stringOf(b))
	}
	check(list[0] == "a" && list[1] == "b")
}

// A copy of the string is kept.
//
//proof:ok
func cloned() {
	b := []byte("ab")
	s := strings.Clone(stringOf(b))
	b[0] = 'x'
	check(s == "ab")
}

// The string is used before the write only.
//
//proof:ok
func over() {
	b := []byte("ab")
	s := stringOf(b)
	check(len(s) == 2)
	b[0] = 'x'
}

// The write is on another path.
//
//proof:ok
func branches() {
	b := []byte("ab")
	if len(b) > 9 {
		b[0] = 'x'
	} else {
		s := stringOf(b)
		check(s == "ab")
	}
}

// The slice is made of a variable, not of a string.
//
//proof:ok
func numbers() {
	n := [2]byte{1, 2}
	b := unsafe.Slice(&n[0], len(n))
	b[0] = 3
	check(n[0] == 3)
}

// Of a method value it is not known what it calls.
//
//proof:ok
func methodValue() {
	b := []byte("ab")
	s := stringOf(b)
	read := strings.NewReader("").Read
	n, _ := read(b)
	check(n == 0 && s == "ab")
}
