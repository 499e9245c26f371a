// Package a uses indexes of a text in another case.
package a

import (
	"bytes"
	"strings"
)

const query = "SELECT 'Ⱥ' FROM t"

// row: ST25
//
//proof:observe
//proof:instead strings.ToLower(s) => s
//proof:instead "from" => "FROM"
func before() bool {
	s := query
	i := strings.Index(strings.ToLower(s), "from") //proof:at
	return s[:i] != "SELECT 'Ⱥ' "                  // want `the index is one of strings.ToLower \(line \d+\), where a character may be shorter or longer than in s`
}

// row: ST25
//
//proof:panic slice bounds out of range
//proof:instead s[i:] => lower[i:]
func beyond() {
	s := strings.Repeat("Ⱥ", 9) + "!"
	lower := strings.ToLower(s)
	i := strings.Index(lower, "!")
	_ = s[i:] // want `the index is one of strings.ToLower`
}

//proof:panic index out of range
//proof:instead s[i] => s[strings.IndexByte(s, '!')]
func element() {
	s := strings.Repeat("Ⱥ", 9) + "!"
	i := strings.IndexByte(strings.ToLower(s), '!')
	if i >= 0 {
		_ = s[i] // want `the index is one of strings.ToLower`
	}
}

//proof:observe
//proof:instead strings.ToUpper(s) => s
//proof:instead "LIMIT" => "limit"
func upper() bool {
	s := "ȿ limit 5"
	if i := strings.LastIndex(strings.ToUpper(s), "LIMIT"); i > 0 { //proof:at
		return s[i+len("limit"):] != " 5" // want `the index is one of strings.ToUpper`
	}
	return false
}

//proof:observe
//proof:instead bytes.ToLower(b) => b
//proof:instead "host:" => "Host:"
func ofBytes() bool {
	b := []byte("\u212a\nHost: a")
	i := bytes.Index(bytes.ToLower(b), []byte("host:")) //proof:at
	return string(b[i:]) != "Host: a"                   // want `the index is one of bytes.ToLower`
}

//proof:observe
//proof:instead strings.ToLower(s) => s
func ranged() bool {
	s, end := "\u212a\u212ab rest", 0
	for i, r := range strings.ToLower(s) { //proof:at
		if r == ' ' {
			end = i
		}
	}
	return s[:end] != "\u212a\u212ab" // want `the index is one of strings.ToLower`
}

//proof:observe
//proof:instead strings.ToLower(s) => s
//proof:instead "c:" => "C:"
func inSteps() bool {
	s := "\u212a: a C: b"
	lower := strings.ToLower(s) //proof:at
	start := strings.Index(lower, "c:") + 2
	end := start + strings.Index(lower[start:], "b")
	return s[start:end] != " " // want `the index is one of strings.ToLower`
}

type page struct{ text string }

//proof:by runField
//proof:instead strings.ToLower(p.text) => p.text
//proof:instead "<body>" => "<BODY>"
func (p *page) body() string {
	i := strings.Index(strings.ToLower(p.text), "<body>") //proof:at
	if i < 0 {
		return ""
	}
	return p.text[i+len("<body>"):] // want `shorter or longer than in p.text`
}

//proof:observe
func runField() bool { return (&page{"\u212a<BODY>a"}).body() != "a" }

//proof:by runClosure
//proof:instead strings.ToLower(s) => s
//proof:instead "a" => "A"
func closure() func(s string) string {
	return func(s string) string {
		index := strings.Index
		return s[index(strings.ToLower(s), "a"):] // want `the index is one of strings.ToLower`
	}
}

//proof:observe
func runClosure() bool { return closure()("\u212aA") != "A" }

type text = string

//proof:observe
//proof:instead strings.ToLower(s), 'b' => s, 'B'
func alias() bool {
	var s text = "\u212aB"
	return s[strings.IndexRune(strings.ToLower(s), 'b'):] != "B" // want `the index is one of strings.ToLower`
}

//proof:by runYield
//proof:instead strings.ToLower(s) => s
func parts(list []string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for _, s := range list {
			if i := strings.Index(strings.ToLower(s), ","); i >= 0 && !yield(s[:i]) { // want `the index is one of strings.ToLower`
				return
			}
		}
	}
}

//proof:observe
func runYield() bool {
	for s := range parts([]string{"\u212a\u212a,a"}) {
		return s != "\u212a\u212a"
	}
	return false
}
