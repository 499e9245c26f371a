// Package leave is the engine that finds channel operations whose other side
// has left: it counts, path by path, what a goroutine sends and what the function
// that receives takes before it returns.
//
// It needs no execution, and so sees what package scope can't: functions with large
// loops and many goroutines. What it sees too, it explains better: with the
// buffer that would do.
package leave

import (
	"go/ast"
	"go/token"
	"reflect"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/chans"
	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

// Analyzer looks at the channels of a package.
var Analyzer = &analysis.Analyzer{
	Name:       "leave",
	Doc:        "find channel operations whose other side has left",
	Run:        run,
	Requires:   []*analysis.Analyzer{chans.Analyzer},
	ResultType: reflect.TypeFor[*Package](),
}

// A Package is what was found in one package.
type Package struct {
	Findings []Finding
	GaveUp   []token.Pos // where there were too many paths
	Enough   []token.Pos // sends into a buffer that may be enough
	Left     []token.Pos // sends on a channel that Findings has for another of its sends
}

// Kind is what happens.
type Kind int

// The kinds, with the arguments of their findings. A line is a token.Pos.
const (
	ReceiverLeaves Kind = iota // who leaves, line, capacity that would do
	ReceiverStops              // who leaves, line
	NoReceiver                 // line of the make
	NotClosed                  // line of the make
	SenderQuits                // line, what is not done
	NoSender                   // line of the make
)

// A Finding is an operation that blocks its goroutine for ever. Its report has
// no kind yet.
type Finding struct {
	Kind Kind
	report.Finding
}

func run(pass *analysis.Pass) (any, error) {
	c := &checker{Pass: pass, res: new(Package), loops: make(map[*ssa.Function]*flow.Loops)}
	if !makesChannels(pass) {
		return c.res, nil
	}
	c.chans = pass.ResultOf[chans.Analyzer].(*chans.Package)
	for _, o := range c.chans.Objects {
		if o.Make == nil || o.Global {
			continue // it lives as long as the process
		}
		if o.Open && !onlySendsLeave(o.Make) {
			continue // somebody else may be the other side
		}
		ch := c.newChannel(o)
		c.reportReplyDropped(ch)
		if o.Open {
			continue
		}
		switch {
		case len(o.Find(chans.Recv)) == 0:
			c.reportNoReceiver(ch)
		case len(o.Find(chans.Send, chans.Close)) == 0:
			c.reportNoSender(ch)
		default:
			before := len(c.res.Findings)
			c.reportReceiverLeaves(ch)
			if len(c.res.Findings) > before {
				for _, send := range o.Find(chans.Send) {
					c.res.Left = append(c.res.Left, send.Pos)
				}
			}
			c.reportNotClosed(ch)
			c.reportSenderQuits(ch)
		}
	}
	return c.res, nil
}

// makesChannels looks at the syntax: most packages need no more.
func makesChannels(pass *analysis.Pass) bool {
	found := false
	for _, f := range pass.Files {
		ast.Inspect(f, func(n ast.Node) bool {
			if _, ok := n.(*ast.ChanType); ok {
				found = true
			}
			return !found
		})
	}
	return found
}

// A checker checks one package.
type checker struct {
	*analysis.Pass
	res   *Package
	chans *chans.Package
	loops map[*ssa.Function]*flow.Loops
}

func (c *checker) found(kind Kind, f report.Finding) {
	c.res.Findings = append(c.res.Findings, Finding{kind, f})
}

func (c *checker) loopsOf(fn *ssa.Function) *flow.Loops {
	loops, ok := c.loops[fn]
	if !ok {
		loops = flow.LoopsOf(fn)
		c.loops[fn] = loops
	}
	return loops
}
