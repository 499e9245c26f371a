// Package a shortens texts inside of a character.
package a

import (
	"slices"
	"strings"
	"unicode"
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

//proof:by runTitled
//proof:instead string(unicode.ToUpper(rune(s[0]))) + s[1:] => string(unicode.ToUpper([]rune(s)[0])) + string([]rune(s)[1:])
func titled(s string) string {
	return string(unicode.ToUpper(rune(s[0]))) + s[1:] // want `s\[0\] is one byte of the text, and unicode.ToUpper takes it for a character: of "ä" it sees U\+00C3 and U\+00A4; range over the text, or use utf8.DecodeRuneInString`
}

// row: ST04
//
//proof:observe
func runTitled() bool { return titled("ärger") != "Ärger" }

//proof:by runLetters
//proof:instead for i := 0; i < len(s); i++ { => for _, c := range s {
//proof:instead string(s[i]) => string(c)
func letters(s string) (out []string) {
	for i := 0; i < len(s); i++ {
		out = append(out, string(s[i])) // want `s\[i\] is one byte of the text, and string takes it for a character`
	}
	return out
}

// row: ST04
//
//proof:observe
func runLetters() bool { return strings.Join(letters("Grün"), "") != "Grün" }

//proof:by runTrim
//proof:instead unicode.IsSpace(rune(s[len(s)-1])) => s[len(s)-1] == ' '
func trim(s string) string {
	for len(s) > 0 && unicode.IsSpace(rune(s[len(s)-1])) { // want `s\[len\(s\) - 1\] is one byte of the text, and unicode.IsSpace takes it`
		s = s[:len(s)-1]
	}
	return s
}

// The last byte of "à" is that of a space that does not break.
//
//proof:observe
func runTrim() bool { return broken(trim("voilà ")) }
