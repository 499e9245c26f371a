// Package ok shortens texts between characters, or texts that are ASCII.
package ok

import (
	"encoding/hex"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

func text() string { return strings.Repeat("ä", 100) }

//proof:by run
func byRunes(s string) string {
	if r := []rune(s); len(r) > 20 {
		return string(r[:20]) + "..."
	}
	return s
}

//proof:by run
func back(s string) string {
	n := 21
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n] + "..."
}

//proof:by run
func valid(s string) string { return strings.ToValidUTF8(s[:21], "") + "..." }

//proof:by run
func computed(s string) string {
	n := 0
	for i := range s {
		if i > 20 {
			break
		}
		n = i
	}
	return s[:n] + "..."
}

//proof:by run
func atSpace(s string) string {
	i := strings.Index(s+" ", " ")
	return s[:i] + "..."
}

//proof:by run
func digits(s string) string {
	id := hex.EncodeToString([]byte(s))
	sum := fmt.Sprintf("%x", s)
	return id[:7] + "..." + sum[:7] + "..."
}

// prefix is no text for people.
//
//proof:by run
func prefix(s string) string { return s[:20] + "/" }

// last leaves out a byte that it knows.
//
//proof:by run
func last(s string) string {
	s += "/"
	return s[:len(s)-1] + "..."
}

// checked says it to its author.
//
//proof:by run
func checked(s string) string {
	if len(s) > 1000 {
		panic("too long: " + s[:1000] + "...")
	}
	return s
}

//proof:by run
func bytes(b []byte) string { return string(b[:20]) + "..." }

//proof:ok
func run() {
	for _, f := range []func(string) string{byRunes, back, valid, computed, atSpace, digits, prefix, last, checked} {
		if !utf8.ValidString(f(text())) {
			panic("broken")
		}
	}
	bytes([]byte(text()))
}

// ascii looks for the others first.
//
//proof:by runBytes
func ascii(s string) bool {
	return len(s) > 0 && s[0] < utf8.RuneSelf && unicode.IsUpper(rune(s[0]))
}

// below compares with the number.
//
//proof:by runBytes
func below(s string) bool { return s[0] < 0x80 && unicode.IsLetter(rune(s[0])) }

// digit: no byte from 128 on is a digit.
func digit(s string) bool { return unicode.IsDigit(rune(s[0])) }

// one is a letter that its author knows.
//
//proof:by runBytes
func one(s string) string { return string(s[0]) }

// starts are where a range says that characters begin.
//
//proof:by runBytes
func starts(s string) (n int) {
	for i := range s {
		if string(s[i]) == "a" {
			n++
		}
	}
	return n
}

// raw are bytes, which are no text.
//
//proof:by runBytes
func raw(b []byte) (n int) {
	for i := range len(b) {
		if unicode.IsUpper(rune(b[i])) || string(b[i]) == "x" {
			n++
		}
	}
	return n
}

// hexDigits are ASCII.
//
//proof:by runBytes
func hexDigits(b []byte) (n int) {
	s := hex.EncodeToString(b)
	for i := 0; i < len(s); i++ {
		if unicode.IsLetter(rune(s[i])) {
			n++
		}
	}
	return n
}

// runes go by characters.
//
//proof:by runBytes
func runes(s string) (n int) {
	for _, c := range s {
		if unicode.IsUpper(c) {
			n++
		}
	}
	return n
}

// drive is no letter of two bytes: a colon follows.
//
//proof:by runBytes
func drive(s string) bool { return len(s) > 2 && unicode.IsLetter(rune(s[1])) && s[2] == ':' }

// indented asks for the first byte, and no character of more begins with a space.
//
//proof:by runBytes
func indented(s string) bool { return unicode.IsSpace(rune(s[0])) }

//proof:ok
func runBytes() {
	if drive("/ä:") || indented("à") || ascii("ä") || !ascii("A") || below("ä") || digit("ä") || one("a") != "a" || starts("äa") != 1 || raw([]byte("X")) != 1 || hexDigits([]byte("z")) != 1 || runes("Ä") != 1 {
		panic("wrong")
	}
}

var count int

// characters counts: the compiler makes no slice for the length of one.
//
// row: ST18
//
//proof:noalloc
func characters() { count = len([]rune(long)) }

var long = text()

//proof:by runDelimiters
func delimiters(s, delim string) (n int) {
	for i := 0; i < len(s); i++ {
		if string(s[i]) == delim {
			n++
		}
	}
	return n
}

//proof:ok
func runDelimiters() {
	if delimiters("ä/b/c", "/") != 2 {
		panic("other delimiters")
	}
}
