package cutset

import (
	_ "embed"
	"go/ast"
	"go/constant"
	"strings"
	"unicode"

	"golang.org/x/tools/go/analysis"

	"github.com/gocorelint/gocorelint/analyzers/internal/calls"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

var word = &report.Kind{ID: "word",
	Format: "%s cuts off all characters that are in %q, in any order, and not that word: use %s"}

// Analyzer finds words given to Trim as a set of characters.
var Analyzer = New()

// New makes the analyzer.
func New() *analysis.Analyzer {
	return report.Check{
		Name:     "cutset",
		DocFile:  doc,
		Tests:    true,
		Kinds:    []*report.Kind{word},
		Requires: []*analysis.Analyzer{calls.Analyzer},
		Run:      run,
	}.New()
}

// instead names what cuts off a word.
var instead = map[string]string{
	"TrimLeft":  "TrimPrefix",
	"TrimRight": "TrimSuffix",
	"Trim":      "TrimPrefix and TrimSuffix",
}

func run(pass *report.Pass) {
	if !pass.Imports("strings", "bytes") {
		return
	}
	index := pass.ResultOf[calls.Analyzer].(*calls.Index)
	for _, pkg := range []string{"strings", "bytes"} {
		for name, other := range instead {
			for _, call := range index.Of(pkg + "." + name) {
				if set, ok := constantOf(pass, call.Args[1]); ok && isWord(set) {
					pass.Report(report.Finding{At: call.Args[1], Kind: word, Args: []any{pkg + "." + name, set, other}})
				}
			}
		}
	}
}

func constantOf(pass *report.Pass, e ast.Expr) (string, bool) {
	if v := pass.TypesInfo.Types[e].Value; v != nil && v.Kind() == constant.String {
		return constant.StringVal(v), true
	}
	return "", false
}

// isWord reports whether a set of characters reads as one word, with or without
// punctuation at its ends: ".json", "https://", "prefix_".
func isWord(set string) bool {
	letters := strings.TrimFunc(set, func(r rune) bool { return !unicode.IsLetter(r) })
	lower := strings.ToLower(letters)
	switch {
	case len(set) != len([]rune(set)), strings.ContainsFunc(letters, func(r rune) bool { return !unicode.IsLetter(r) }):
		return false
	case repeats(set), repeats(lower): // the first is SA1024's, the second a set: "kKmM"
		return false
	case isExtension(set):
		return true
	case len(letters) < 4, alphabetic(lower):
		return false
	}
	return strings.ContainsAny(lower, "aeiouy") && letters != strings.ToUpper(letters) && strings.Trim(lower, "aeiouy") != ""
}

// isExtension recognizes ".go".
func isExtension(set string) bool {
	return len(set) >= 3 && set[0] == '.' && strings.Trim(set[1:], "abcdefghijklmnopqrstuvwxyz") == ""
}

func repeats(s string) bool {
	for i, r := range s {
		if strings.ContainsRune(s[i+len(string(r)):], r) {
			return true
		}
	}
	return false
}

// alphabetic recognizes letters that are in the order of the alphabet: "abcdef".
func alphabetic(s string) bool {
	for i := 1; i < len(s); i++ {
		if s[i-1] >= s[i] {
			return false
		}
	}
	return true
}
