// Package ok uses indexes for the text in which they were found.
package ok

import (
	"bytes"
	"encoding/hex"
	"strconv"
	"strings"
	"unicode"
)

//proof:ok
func sameText() {
	s := "\u212a: b"
	if i := strings.Index(s, "b"); s[i:] != "b" {
		panic(i)
	}
}

//proof:ok
func bothLower() {
	s := strings.ToLower("\u212aB")
	if i := strings.Index(s, "b"); s[i:] != "b" {
		panic(i)
	}
}

//proof:ok
func lowerTwice() {
	s := strings.ToLower("\u212aB")
	i := strings.Index(strings.ToLower(s), "b")
	if s[i:] != "b" {
		panic(i)
	}
}

//proof:ok
func shadowed() {
	s := "\u212aB"
	s = strings.ToLower(s)
	if s[strings.Index(s, "b"):] != "b" {
		panic(s)
	}
}

//proof:ok
func constant() {
	const s = "SELECT FROM"
	i := strings.Index(strings.ToLower(s), "from")
	if s[i:] != "FROM" {
		panic(i)
	}
}

//proof:ok
func digits() {
	s := strconv.FormatInt(3054, 16)
	i := strings.Index(strings.ToUpper(s), "E")
	h := hex.EncodeToString([]byte{10})
	if s[i:] != "ee" || h[strings.Index(strings.ToUpper(h), "A"):] != "a" {
		panic(i)
	}
}

func isASCII(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r > unicode.MaxASCII }) < 0
}

//proof:ok
func checked() {
	s := "\u212aB"
	if !isASCII(s) {
		return
	}
	_ = s[strings.Index(strings.ToLower(s), "b"):]
}

//proof:ok
func lengths() {
	s := "\u212aB"
	lower := strings.ToLower(s)
	if len(lower) != len(s) {
		return
	}
	_ = s[strings.Index(lower, "b"):]
}

//proof:ok
func anotherText() {
	s, t := "\u212aB", "xyz"
	if i := strings.Index(strings.ToLower(s), "b"); t[i:] != "yz" {
		panic(i)
	}
}

//proof:ok
func ofLowerOnly() {
	s := "\u212aB"
	lower := strings.ToLower(s)
	if i := strings.Index(lower, "b"); lower[i:] != "b" || strings.Index(s, "B") < 0 {
		panic(i)
	}
}

//proof:ok
func oneOfBoth() {
	s := "b B"
	i := strings.Index(s, "B")
	if i < 0 {
		i = strings.Index(strings.ToLower(s), "b")
	}
	if s[i:] != "B" {
		panic(i)
	}
}

//proof:ok
func prefix() {
	s := "Bearer x"
	if strings.HasPrefix(strings.ToLower(s), "bearer ") && s[len("bearer "):] != "x" {
		panic(s)
	}
}

//proof:ok
func folded() {
	s := []byte("\u212aBearer")
	if n := len("\u212aB"); !bytes.EqualFold(s[n:], []byte("earer")) {
		panic(n)
	}
}

type page struct{ text string }

//proof:ok
func replaced() {
	p := &page{"\u212aB"}
	i := strings.Index(strings.ToLower(p.text), "b")
	p.text = strings.ToLower(p.text)
	if p.text[i:] != "b" {
		panic(i)
	}
}

// ToLower has the name of the other one.
func ToLower(s string) string { return s }

//proof:ok
func sameName() {
	s := "\u212aB"
	if s[strings.Index(ToLower(s), "B"):] != "B" {
		panic(s)
	}
}

//proof:ok
func counted() {
	s := "a,b"
	if n := strings.Count(strings.ToLower(s), ","); s[n:] != ",b" {
		panic(n)
	}
}
