package boxing

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
)

// endsInDiagnostics reports whether the text goes into an error, a log, or a
// panic.
func endsInDiagnostics(v ssa.Value, depth int) bool {
	if depth > 6 || v.Referrers() == nil {
		return false
	}
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case ssa.CallInstruction:
			if fn := flow.Callee(ref.Common()); fn != nil && isDiagnosticName(fn) {
				return true
			}
		case *ssa.Panic:
			return true
		case *ssa.Store:
			if addr, ok := ref.Addr.(*ssa.IndexAddr); ok && ref.Val == v && endsInDiagnostics(addr.X, depth+1) {
				return true
			}
		case *ssa.BinOp, *ssa.Phi, *ssa.MakeInterface, *ssa.ChangeInterface, *ssa.ChangeType, *ssa.Slice:
			if bin, ok := ref.(*ssa.BinOp); ok && bin.Op != token.ADD {
				continue
			}
			if endsInDiagnostics(ref.(ssa.Value), depth+1) {
				return true
			}
		}
	}
	return false
}

// isDiagnosticName reports whether the function takes text for people.
func isDiagnosticName(fn *types.Func) bool {
	if fn.Pkg() != nil {
		switch fn.Pkg().Path() {
		case "errors", "log", "log/slog", "testing", "go.uber.org/zap", "github.com/rs/zerolog", "github.com/sirupsen/logrus",
			"github.com/go-kit/log", "github.com/golang/glog", "k8s.io/klog", "k8s.io/klog/v2", "github.com/go-logr/logr":
			return true
		case "fmt":
			return fn.Name() == "Errorf" || strings.HasPrefix(fn.Name(), "Print")
		}
	}
	return namesDiagnostics(fn.Name())
}

// isDiagnostic reports whether the function, or one around it, runs at the
// start of the program or makes text for people.
func isDiagnostic(fn *ssa.Function) bool {
	for ; fn != nil; fn = fn.Parent() {
		switch fn.Name() {
		case "main", "String", "GoString", "Error", "Format":
			return true
		}
		if hasWord(fn.Name(), "init") || namesDiagnostics(fn.Name()) {
			return true
		}
	}
	return false
}

// namesDiagnostics reports whether a function of that name makes text for
// people, tests something or sets something up.
func namesDiagnostics(name string) bool {
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
