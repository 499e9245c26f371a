// Package typeparams shortens texts of generic types.
package typeparams

import (
	"strings"
	"unicode/utf8"
)

type list[T any] struct{ items []T }

//proof:by runTitle
func (l list[T]) title(s string) string {
	return s[:5] + "..." // want `s\[:5\] may end inside`
}

//proof:observe
func runTitle() bool {
	return !utf8.ValidString(list[int]{}.title(strings.Repeat("ä", 9)))
}

// short does not know whether S has characters.
func short[S ~string | ~[]byte](s S) string { return string(s[:5]) + "..." }

//proof:ok
func runShort() { short("abcdef") }
