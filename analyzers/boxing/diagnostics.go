package boxing

import (
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/hot"
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
	return hot.NamesDiagnostics(fn.Name())
}
