// Package verbs is the engine that reads format strings of package fmt.
package verbs

import "strings"

// A Verb is one directive of a format string that takes an operand.
type Verb struct {
	Operand int    // index among the operands
	Flags   string // of "+-# 0"
	Char    byte
}

// Has reports whether the flag is given.
func (v Verb) Has(flag byte) bool { return strings.IndexByte(v.Flags, flag) >= 0 }

// Parse lists the directives. It is not ok for strings with explicit argument
// indexes or with widths given as operands.
func Parse(format string) (verbs []Verb, ok bool) {
	operand := 0
	for {
		i := strings.IndexByte(format, '%')
		if i < 0 {
			return verbs, true
		}
		format = format[i+1:]
		flags := len(format) - len(strings.TrimLeft(format, "+-# 0"))
		v := Verb{Operand: operand, Flags: format[:flags]}
		format = strings.TrimLeft(format[flags:], "0123456789.")
		if format == "" {
			return verbs, true
		}
		v.Char = format[0]
		format = format[1:]
		switch v.Char {
		case '%':
			continue
		case '[', '*':
			return nil, false
		}
		verbs = append(verbs, v)
		operand++
	}
}
