// Package ok shortens texts between characters, or texts that are ASCII.
package ok

import (
	"encoding/hex"
	"fmt"
	"strings"
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
