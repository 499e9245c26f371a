package hot

import (
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

// ForTests reports whether the package is not for production: it imports
// testing, other than in its own tests, or an element of its path says so.
func ForTests(pass *report.Pass) bool {
	for _, file := range pass.Files {
		for _, spec := range file.Imports {
			if spec.Path.Value == `"testing"` && !pass.IsTest(file) {
				return true
			}
		}
	}
	return slices.ContainsFunc(strings.Split(pass.Pkg.Path(), "/"), func(elem string) bool {
		if strings.Contains(elem, ".") {
			return false // a host, such as example.com
		}
		return strings.HasPrefix(elem, "test") || strings.HasSuffix(elem, "test") || strings.HasSuffix(elem, "tests") || strings.HasPrefix(elem, "mock") ||
			strings.HasPrefix(elem, "example") || strings.HasPrefix(elem, "bench") || elem == "e2e"
	})
}

// IsDiagnostic reports whether the function, or one around it, runs at the
// start of the program or makes text for people.
func IsDiagnostic(fn *ssa.Function) bool {
	for ; fn != nil; fn = fn.Parent() {
		switch fn.Name() {
		case "main", "String", "GoString", "Error", "Format":
			return true
		}
		if hasWord(fn.Name(), "init") || NamesDiagnostics(fn.Name()) {
			return true
		}
	}
	return false
}

// NamesDiagnostics reports whether a function of that name makes text for
// people, tests something or sets something up.
func NamesDiagnostics(name string) bool {
	return hasWord(name,
		"err", "error", "errorf", "errors", "errs", "warn", "warnf", "warning", "debug", "debugf", "trace", "tracef", "log", "logf",
		"dump", "print", "printf", "println", "panic", "panicf", "fatal", "fatalf", "fail", "failf", "report", "reportf", "describe", "info", "infof",
		"usage", "help", "test", "example", "bench", "benchmark", "mock", "fake", "setup", "register")
}

// hasWord reports whether one of the words is part of the name, which is
// written in camel case or with underscores.
func hasWord(name string, words ...string) bool {
	start := 0
	for i := 1; i <= len(name); i++ {
		if i < len(name) && !isBoundary(name[i-1], name[i]) {
			continue
		}
		if slices.Contains(words, strings.ToLower(strings.Trim(name[start:i], "_"))) {
			return true
		}
		start = i
	}
	return false
}

func isBoundary(a, b byte) bool {
	return a == '_' || 'A' <= b && b <= 'Z' && !('A' <= a && a <= 'Z')
}
