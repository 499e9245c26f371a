// Package typeparams cuts texts in generic functions.
package typeparams

import "strings"

//proof:by runAfter
//proof:instead strings.ToLower(s), "b" => s, "B"
func after[T any](s string, _ T) string {
	return s[strings.Index(strings.ToLower(s), "b"):] // want `the index is one of strings.ToLower`
}

//proof:observe
func runAfter() bool { return after("\u212aB", 1) != "B" }

//proof:ok
func right() {
	if behind("\u212aB") != "B" {
		panic("behind")
	}
}

func behind[S ~string](s S) S { return s[strings.Index(string(s), "B"):] }
