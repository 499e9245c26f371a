package goshare

import (
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/typeis"
)

// requests reports what a function literal that handles requests does to a variable or an object of the function around
// it: the server runs it for many requests at once.
func (c *checker) requests(lit *ssa.Function) {
	if !handles(lit) || c.InTest(lit.Pos()) {
		return // a test sends one request after the other
	}
	for fn := lit.Parent(); fn != nil; fn = fn.Parent() {
		if handles(fn) || getsRequest(fn) {
			return // each request has variables of its own
		}
	}
	for _, captured := range lit.FreeVars {
		all := accessesOf(captured)
		for _, a := range reached(flow.Entry(lit), all, waits) {
			if a.writes && (a.part == entries || ofOld(a)) && !picked(a.instr) && a.instr.Pos().IsValid() {
				c.reportRequests(a, captured.Name())
				return
			}
		}
		for _, load := range loadsOf(captured) {
			for _, there := range gathered(lit, load, 0) {
				if name := nameOfDeep(there, captured.Name()); !picked(there.instr) {
					c.reportRequests(there.access, name)
					return
				}
			}
		}
	}
}

func (c *checker) reportRequests(a access, name string) {
	kind := byRequests
	if strings.HasSuffix(a.part, entries) {
		kind = mapByRequests
	}
	c.Report(report.Finding{At: report.At(a.instr.Pos(), 1), Kind: kind, Args: []any{name}})
}

// handles reports whether the function is one that handles a request, as http.HandlerFunc has it.
func handles(fn *ssa.Function) bool {
	params := fn.Signature.Params()
	return len(fn.Blocks) > 0 && fn.Signature.Results().Len() == 0 && params.Len() == 2 &&
		typeis.Named(params.At(0).Type(), "net/http.ResponseWriter") && typeis.Named(params.At(1).Type(), "*net/http.Request")
}

// getsRequest reports whether the function gets a request, or writes an answer.
func getsRequest(fn *ssa.Function) bool {
	for v := range fn.Signature.Params().Variables() {
		if typeis.Named(v.Type(), "*net/http.Request") || typeis.Named(v.Type(), "net/http.ResponseWriter") {
			return true
		}
	}
	return false
}
