// Package ok gives sets of characters to Trim.
package ok

import "strings"

//proof:ok
func sets() {
	s := "some text"
	_ = strings.Trim(s, " \t\r\n")
	_ = strings.Trim(s, "\"'`")
	_ = strings.Trim(s, "[](){}")
	_ = strings.TrimLeft(s, "./")
	_ = strings.TrimRight(s, "0123456789")
	_ = strings.TrimRight(s, "abcdef")
	_ = strings.TrimRight(s, "KMGT")
	_ = strings.TrimRight(s, "kKmMgG")
	_ = strings.TrimRight(s, "uUlL")
	_ = strings.TrimLeft(s, "v")
	_ = strings.TrimLeft(s, "0x")
	_ = strings.TrimRight(s, "rn")
	_ = strings.TrimRight(s, "aeiou")
	_ = strings.TrimLeft(s, "+-eE.")
	_ = strings.Trim(s, "äöü")
}

// repeated letters are what staticcheck's SA1024 reports.
//
//proof:ok
func repeated() {
	_ = strings.TrimLeft("https://a", "https://")
}

//proof:ok
func words() {
	_ = strings.TrimSuffix("person.json", ".json")
	_, _ = strings.CutPrefix("from:fred", "from:")
	word := "json"
	word += "l"
	_ = strings.TrimRight("person.jsonl", word)
}

type text string

func (t text) TrimRight(s, cutset string) string { return strings.TrimSuffix(s, cutset) }

//proof:ok
func others() {
	var strings text
	_ = strings.TrimRight("person.json", ".json")
}
