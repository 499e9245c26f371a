// Package typeparams reads from generic types.
package typeparams

import (
	"io"
	"strings"
	"testing/iotest"
)

type source[T any] struct {
	io.Reader
	next T
}

//proof:by run
//proof:instead s.Read(buf) => io.ReadFull(s, buf)
func first[T any](s *source[T]) string {
	buf := make([]byte, 3)
	if _, err := s.Read(buf); err != nil { // want `fewer bytes than buf holds may be read`
		return ""
	}
	return string(buf)
}

//proof:observe
func run() bool {
	return first(&source[int]{Reader: iotest.OneByteReader(strings.NewReader("abc"))}) != "abc"
}

// Of R it is not known what Read does.
//
//proof:by runAny
func readAny[R interface{ Read([]byte) (int, error) }](r R) string {
	buf := make([]byte, 3)
	if _, err := r.Read(buf); err != nil {
		return ""
	}
	return string(buf)
}

//proof:ok
func runAny() { readAny(strings.NewReader("abc")) }
