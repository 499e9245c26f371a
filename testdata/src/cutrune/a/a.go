// Package a shortens texts inside of a character.
package a

import (
	"slices"
	"strings"
	"unicode/utf8"
)

func text() string { return strings.Repeat("ä", 100) }

func broken(s string) bool { return !utf8.ValidString(s) }

//proof:by runShorten
func shorten(s string) string {
	if len(s) > 21 {
		s = s[:21] + "..." // want `s\[:21\] may end inside of a character, and the text is no valid UTF-8 then: 21 counts bytes; cut it by strings.ToValidUTF8\(s\[:21\], ""\) or by runes`
	}
	return s
}

// row: ST03
//
//proof:observe
func runShorten() bool { return broken(shorten(text())) }

const limit = 33

//proof:by runLimit
func constant(s string) string { return s[:limit] + "…" } // want `s\[:limit\] may end inside of a character`

//proof:observe
func runLimit() bool { return broken(constant(text())) }

//proof:by runParameter
func parameter(s string, max int) string {
	if len(s) <= max {
		return s
	}
	return s[:max-2] + " ... (more)" // want `s\[:max - 2\] may end inside`
}

// row: ST03
//
//proof:observe
func runParameter() bool { return broken(parameter(text(), 23)) }

type printer struct{ width int }

//proof:by runField
func (p printer) field(s string) string {
	return "<" + s[:p.width] + "...>" // want `s\[:p.width\] may end inside`
}

//proof:observe
func runField() bool { return broken(printer{7}.field(text())) }

//proof:by runLocal
func local(s string) string {
	width := 20
	room := width - 3
	return s[:room] + "..." // want `s\[:room\] may end inside`
}

//proof:observe
func runLocal() bool { return broken(local(text())) }

type title = string

//proof:by runLiteral
func inLiteral() func(title) title {
	return func(t title) title {
		return t[:9] + "..." // want `t\[:9\] may end inside`
	}
}

//proof:observe
func runLiteral() bool { return broken(inLiteral()(text())) }

//proof:by runIterator
func iterator(list []string) (out []string) {
	for s := range slices.Values(list) {
		out = append(out, s[:3]+"...") // want `s\[:3\] may end inside`
	}
	return out
}

//proof:observe
func runIterator() bool { return broken(iterator([]string{text()})[0]) }
