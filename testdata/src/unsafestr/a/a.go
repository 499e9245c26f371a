// Package a changes strings.
package a

import (
	"io"
	"slices"
	"strings"
	"unsafe"
)

func text() string { return strings.Repeat("ab", 2) }

// row: ST10
//
//proof:observe
//proof:instead b[0] = 'x' => b = append([]byte(nil), b...); b[0] = 'x'
func element() bool {
	s := text()
	b := unsafe.Slice(unsafe.StringData(s), len(s))
	b[0] = 'x' // want `this writes to the bytes of a string \(line 19\): the string changes for all who have it, and a constant can't be written, the process dies; copy it: \[\]byte\(s\)`
	return s == "xbab"
}

const constant = "constant"

func bytesOf(s string) []byte { return unsafe.Slice(unsafe.StringData(s), len(s)) }

// A constant lies in memory that can't be written.
//
// row: ST10
//
//proof:fatal fault
func literal() {
	b := bytesOf(constant)
	b[0] = 'C' // want `this writes to the bytes of a string \(line \d+\)`
}

//proof:observe
//proof:instead copy(b[1:], "xyz") => copy([]byte(s)[1:], "xyz")
func copied() bool {
	s := text()
	b := bytesOf(s)
	copy(b[1:], "xyz") // want `this writes to the bytes of a string`
	return s == "axyz" && len(b) == 4
}

func stringOf(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

// row: ST09
//
//proof:observe
//proof:instead b[0] = 'x' => b = slices.Clone(b); b[0] = 'x'
func used() bool {
	b := []byte(text())
	s := unsafe.String(&b[0], len(b))
	b[0] = 'x' // want `this changes the string made at line \d+, which shares these bytes and is used afterwards \(line \d+\); make a copy there: string\(b\)`
	return s == "xbab"
}

// row: ST09
//
//proof:observe
//proof:instead copy(b, "zz") => b = []byte("zz")
func key() bool {
	seen := make(map[string]bool)
	b := []byte("aa")
	seen[stringOf(b)] = true
	copy(b, "zz") // want `this changes the string made at line \d+, which shares these bytes and is kept`
	return !seen["aa"] && len(b) == 2
}

type bytes = []byte

//proof:observe
//proof:instead r.Read(buf) => buf = make(bytes, 2); r.Read(buf)
func inLiteral() bool {
	var lines []string
	read := func(r io.Reader) {
		buf := make(bytes, 2)
		io.ReadFull(r, buf)
		lines = append(lines, stringOf(buf))
		r.Read(buf) // want `this changes the string made at line \d+, which shares these bytes and is kept`
	}
	for r := range slices.Values([]io.Reader{strings.NewReader("abcd")}) {
		read(r)
	}
	return lines[0] == "cd"
}

//proof:observe
//proof:instead b = append(b[:0], "xy"...) => b = []byte("xy")
func appended() bool {
	b := []byte(text())
	s := stringOf(b)
	b = append(b[:0], "xy"...) // want `this changes the string made at line \d+`
	return s == "xyab" && len(b) == 2
}
