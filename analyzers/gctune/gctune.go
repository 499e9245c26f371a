package gctune

import (
	_ "embed"
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/edge"

	"github.com/gocorelint/gocorelint/analyzers/internal/calls"
	"github.com/gocorelint/gocorelint/analyzers/internal/expr"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

var (
	off = &report.Kind{ID: "collector-off",
		Format: "nothing is ever collected and the server (%s) grows until the system kills it: set a limit too, debug.SetMemoryLimit, or leave the collector on"}
	tiny = &report.Kind{ID: "tiny-limit",
		Format: "the limit is in bytes, and the runtime alone needs more than %s: the collector runs without a pause; say how many MiB, as in 512<<20"}
	inLoop = &report.Kind{ID: "in-loop",
		Format: "each round of the loop (%s) %s: do it once, behind the loop, or leave it out"}
	perRequest = &report.Kind{ID: "per-request",
		Format: "each request on its way to ServeHTTP (%s) %s: leave it out%s"}
	ballast = &report.Kind{ID: "ballast",
		Format: "%s only makes the collector wait (%s), and counts as memory that is used: since Go 1.19 a memory limit with a larger GOGC does that without it"}
	allCPUs = &report.Kind{ID: "all-cpus",
		Format: "this takes all processors of the machine, where the runtime would heed the limit of the container and its changes: remove the call"}
	fixed = &report.Kind{ID: "fixed-procs",
		Format: "%s on every machine and in every container, where the runtime would heed the limit of the container and its changes: remove the call, or set GOMAXPROCS outside"}
	library = &report.Kind{ID: "automaxprocs",
		Format: "the runtime heeds the limit of the container itself since Go 1.25, and its changes: this calls runtime.GOMAXPROCS once, which switches that off; remove it"}
)

// Analyzer is the check with its default settings.
var Analyzer = New()

// New makes the check.
func New() *analysis.Analyzer {
	return report.Check{
		Name:     "gctune",
		DocFile:  doc,
		Kinds:    []*report.Kind{off, tiny, inLoop, perRequest, ballast, allCPUs, fixed, library},
		Requires: []*analysis.Analyzer{calls.Analyzer},
		Run:      run,
	}.New()
}

func run(pass *report.Pass) {
	if !pass.Imports("runtime", "runtime/debug", automaxprocs, maxprocs) {
		return
	}
	index := pass.ResultOf[calls.Analyzer].(*calls.Index)
	switchedOff(pass, index)
	limits(pass, index)
	for name, does := range stops {
		for _, call := range index.Of(name) {
			repeated(pass, call, does)
		}
	}
	ballasts(pass, index)
	processors(pass, index)
}

// switchedOff reports SetGCPercent(-1) in a package that serves and nowhere sets
// a limit, a percentage or a collection of its own. A program that ends soon may
// do without a collector.
func switchedOff(pass *report.Pass, index *calls.Index) {
	if len(index.Of("runtime/debug.SetMemoryLimit", "runtime.GC", "runtime/debug.FreeOSMemory")) > 0 {
		return
	}
	var never *calls.Call
	for _, call := range index.Of("runtime/debug.SetGCPercent") {
		if percent, ok := value(pass.TypesInfo, call.CallExpr); !ok || percent >= 0 {
			return
		}
		if call.ParentEdgeKind() != edge.ExprStmt_X {
			return // somebody keeps the percentage, to set it again
		}
		never = &call
	}
	serves := index.Of("net/http.ListenAndServe", "net/http.ListenAndServeTLS", "net/http.Serve", "net.Listen",
		"(*net/http.Server).ListenAndServe", "(*net/http.Server).ListenAndServeTLS", "(*net/http.Server).Serve")
	if never != nil && len(serves) > 0 {
		pass.Report(report.Finding{At: never.CallExpr, Kind: off, Args: []any{pass.Line(never.Pos(), serves[0].Pos())}})
	}
}

// smallest is a heap below which the collector does not even start in a new
// process (heapMinimum in runtime/mgcpacer.go): no limit is meant to be smaller.
const smallest = 4 << 20

func limits(pass *report.Pass, index *calls.Index) {
	for _, call := range index.Of("runtime/debug.SetMemoryLimit") {
		if limit, ok := value(pass.TypesInfo, call.CallExpr); ok && 0 <= limit && limit < smallest {
			pass.Report(report.Finding{At: call.Args[0], Kind: tiny, Args: []any{types.ExprString(call.Args[0])}})
		}
	}
}

// value is the constant argument of a call with one.
func value(info *types.Info, call *ast.CallExpr) (int64, bool) {
	if len(call.Args) != 1 {
		return 0, false
	}
	return expr.Int(info, call.Args[0])
}
