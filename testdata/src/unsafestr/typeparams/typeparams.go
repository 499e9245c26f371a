// Package typeparams changes strings of generic types.
package typeparams

import (
	"strings"
	"unsafe"
)

//proof:by run
//proof:instead b[0] = 'x' => b = append([]byte(nil), b...); b[0] = 'x'
func upper[S ~string](s S) S {
	b := unsafe.Slice(unsafe.StringData(string(s)), len(s))
	b[0] = 'x' // want `this writes to the bytes of a string`
	return s
}

//proof:observe
func run() bool { return upper(strings.Repeat("a", 2)) == "xa" }

//proof:ok
func reads() {
	if first("ab") != 'a' {
		panic("wrong")
	}
}

func first[S ~string](s S) byte { return *unsafe.StringData(string(s)) }
