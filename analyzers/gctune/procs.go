package gctune

import (
	"go/ast"
	"strconv"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/gocorelint/gocorelint/analyzers/internal/calls"
	"github.com/gocorelint/gocorelint/analyzers/internal/expr"
	"github.com/gocorelint/gocorelint/analyzers/internal/goversion"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

// The library that set GOMAXPROCS from the limit of the container before the runtime did.
const (
	automaxprocs = "go.uber.org/automaxprocs"
	maxprocs     = automaxprocs + "/maxprocs"
)

// processors reports what switches the container-aware GOMAXPROCS off, unless the program does not
// want that.
func processors(pass *report.Pass, index *calls.Index) {
	if value, known := goversion.Godebug(pass.Pass, "containermaxprocs"); known && value == "0" {
		return
	}
	for _, call := range index.Of("runtime.GOMAXPROCS") {
		if n, ok := expr.Int(pass.TypesInfo, call.Args[0]); ok {
			if n > 1 { // one is for what must not run in parallel
				pass.Report(report.Finding{At: call.CallExpr, Kind: fixed, Since: "go1.25", Args: []any{strconv.FormatInt(n, 10)}})
			}
			continue
		}
		if isCall(pass, call.Args[0], "runtime.NumCPU") {
			pass.Report(report.Finding{At: call.CallExpr, Kind: allCPUs, Since: "go1.25"})
		}
	}
	for _, call := range index.Of(maxprocs + ".Set") {
		if !rounds(pass, call.CallExpr) {
			pass.Report(report.Finding{At: call.CallExpr, Kind: library, Since: "go1.25"})
		}
	}
	for _, file := range pass.Files {
		for _, imp := range file.Imports {
			if path, _ := strconv.Unquote(imp.Path.Value); path == automaxprocs {
				pass.Report(report.Finding{At: imp, Kind: library, Since: "go1.25"})
			}
		}
	}
}

func isCall(pass *report.Pass, e ast.Expr, name string) bool {
	call, ok := ast.Unparen(e).(*ast.CallExpr)
	if !ok {
		return false
	}
	fn := typeutil.StaticCallee(pass.TypesInfo, call)
	return know.Is(fn, name)
}

// rounds reports whether a call of Set may ask for another number than the runtime takes: it has options
// that do more than log.
func rounds(pass *report.Pass, set *ast.CallExpr) bool {
	for _, option := range set.Args {
		if !isCall(pass, option, maxprocs+".Logger") {
			return true
		}
	}
	return false
}
