package wgcount

import (
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

// self reports a Wait in a goroutine that the WaitGroup counts until the Wait is over.
func (c *checker) self(s *spawn) {
	if !c.onlyStarted(s.fn) {
		return
	}
	for _, wait := range c.ops[s.fn] {
		if wait.method != "Wait" || wait.deferred() {
			continue
		}
		if s.by != nil {
			if !s.same(*s.by, wait.at) || !c.leaves(s.fn, wait) {
				continue
			}
		} else if _, counted := c.addFor(s, wait); !counted || !c.doneBehind(s.fn, wait) {
			continue
		}
		if at := c.source(wait); at != nil {
			c.Report(report.Finding{At: at, Kind: itself, Args: []any{c.Line(at.Pos(), s.instr.Pos())}})
			return
		}
	}
}

// leaves reports whether the function leaves the count as it is.
func (c *checker) leaves(fn *ssa.Function, wait op) bool {
	for _, o := range c.opsIn(fn) {
		if o.at == wait.at && (o.method == "Add" || o.method == "Done") {
			return false
		}
	}
	return true
}

// doneBehind reports whether the goroutine counts itself down behind the Wait and not before, and nothing else.
func (c *checker) doneBehind(fn *ssa.Function, wait op) bool {
	found := false
	for _, o := range c.opsIn(fn) {
		switch {
		case o.at != wait.at || o.method == "Wait":
			continue
		case o.method != "Done":
			return false
		case o.instr.Parent() != fn || o.deferred():
		case !flow.Reaches(flow.After(wait.instr), flow.Is(o.instr), nil),
			flow.Reaches(flow.Entry(fn), flow.Is(o.instr),
				flow.Is(wait.instr)):
			return false
		}
		found = true
	}
	return found
}
