// Package a gives words to Trim as a set of characters.
package a

import (
	"bytes"
	"strings"
)

// row: ST06
//
//proof:observe
//proof:instead TrimRight => TrimSuffix
func extension() bool {
	return strings.TrimRight("person.json", ".json") != "person" // want `strings.TrimRight cuts off all characters that are in ".json", in any order, and not that word: use TrimSuffix`
}

// row: ST06
//
//proof:observe
//proof:instead TrimLeft => TrimPrefix
func prefix() bool {
	return strings.TrimLeft("from:fred", "from:") != "fred" // want `strings.TrimLeft cuts off all characters that are in "from:".*TrimPrefix`
}

//proof:observe
//proof:instead TrimRight => TrimSuffix
func short() bool {
	return strings.TrimRight("cargo.go", ".go") != "cargo" // want `".go"`
}

//proof:observe
//proof:instead strings.Trim( => strings.TrimPrefix(
func both() bool {
	return strings.Trim("user_reuse", "user_") != "reuse" // want `strings.Trim cuts off .*use TrimPrefix and TrimSuffix`
}

const scheme = "unix:"

//proof:observe
//proof:instead TrimLeft => TrimPrefix
func constant() bool {
	return strings.TrimLeft("unix:index", scheme) != "index" // want `"unix:"`
}

//proof:observe
//proof:instead TrimRight([]byte("ocean-name"), "-name") => TrimSuffix([]byte("ocean-name"), []byte("-name"))
func ofBytes() bool {
	return string(bytes.TrimRight([]byte("ocean-name"), "-name")) != "ocean" // want `bytes.TrimRight`
}

type name = string

//proof:observe
//proof:instead TrimLeft => TrimPrefix
func alias() bool {
	var s name = "Bear area"
	return strings.TrimLeft(s, "Bear ") != "area" // want `"Bear "`
}

//proof:observe
//proof:instead TrimRight => TrimSuffix
func literal() bool {
	cut := func(s string) string { return strings.TrimRight(s, "tion") } // want `"tion"`
	return cut("notion") != "no"
}
