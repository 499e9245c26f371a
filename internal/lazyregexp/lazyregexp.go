// Package lazyregexp compiles regular expressions when they are first needed:
// the tool is started once for each package, and most starts need none of them.
package lazyregexp

import (
	"regexp"
	"sync"
)

// A Regexp is a regular expression that may not be compiled yet.
type Regexp struct{ get func() *regexp.Regexp }

// New takes an expression as [regexp.MustCompile] does. If it is wrong, the first
// use panics.
func New(expr string) Regexp {
	return Regexp{sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })}
}

// MatchString is [regexp.Regexp.MatchString].
func (r Regexp) MatchString(s string) bool { return r.get().MatchString(s) }

// FindStringSubmatch is [regexp.Regexp.FindStringSubmatch].
func (r Regexp) FindStringSubmatch(s string) []string { return r.get().FindStringSubmatch(s) }

// ReplaceAllString is [regexp.Regexp.ReplaceAllString].
func (r Regexp) ReplaceAllString(src, repl string) string { return r.get().ReplaceAllString(src, repl) }
