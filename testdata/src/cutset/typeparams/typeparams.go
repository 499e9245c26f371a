// Package typeparams calls Trim in generic functions.
package typeparams

import "strings"

//proof:by runCut
//proof:instead TrimRight => TrimSuffix
func cut[S ~string](s S) S {
	return S(strings.TrimRight(string(s), ".json")) // want `".json"`
}

//proof:observe
func runCut() bool { return cut("person.json") != "person" }

//proof:ok
func digits() { _ = trim("a1") }

func trim[S ~string](s S) S { return S(strings.TrimRight(string(s), "0123456789")) }
