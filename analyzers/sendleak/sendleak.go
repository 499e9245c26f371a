package sendleak

import (
	_ "embed"
	"go/ast"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/chans"
	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

// Analyzer has the default settings.
var Analyzer = New()

var (
	receiverLeaves = &report.Kind{ID: "receiver-leaves",
		Format: "this send blocks its goroutine for ever if %s at %s: nothing else receives from the channel, so make it with a buffer of %d"}
	receiverStops = &report.Kind{ID: "receiver-stops",
		Format: "sends that are left over when %s at %s block for ever: receive all of them, or let the send give up in a select"}
	noReceiver = &report.Kind{ID: "no-receiver",
		Format: "this send blocks for ever: nothing receives from the channel made at %s"}
	notClosed = &report.Kind{ID: "range-not-closed",
		Format: "this loop never ends, its goroutine leaks: nothing closes the channel made at %s; close it where the last send is done"}
	senderQuits = &report.Kind{ID: "sender-quits",
		Format: "this waits for ever if the goroutine returns at %s without %s: do that in a defer"}
	noSender = &report.Kind{ID: "no-sender",
		Format: "this receive blocks for ever: nothing sends on the channel made at %s or closes it"}
)

// New makes the analyzer.
func New() *analysis.Analyzer {
	return report.Check{
		Name:     "sendleak",
		DocFile:  doc,
		Tests:    true,
		Kinds:    []*report.Kind{receiverLeaves, receiverStops, noReceiver, notClosed, senderQuits, noSender},
		Requires: []*analysis.Analyzer{chans.Analyzer},
		Run:      run,
	}.New()
}

func run(pass *report.Pass) {
	if !makesChannels(pass) {
		return
	}
	c := &checker{
		Pass:  pass,
		chans: pass.ResultOf[chans.Analyzer].(*chans.Package),
		loops: make(map[*ssa.Function]*flow.Loops),
	}
	for _, o := range c.chans.Objects {
		if o.Make == nil || o.Open {
			continue // somebody else may be the other side
		}
		if o.Global {
			continue // it lives as long as the process
		}
		ch := c.newChannel(o)
		switch {
		case len(o.Find(chans.Recv)) == 0:
			c.reportNoReceiver(ch)
		case len(o.Find(chans.Send, chans.Close)) == 0:
			c.reportNoSender(ch)
		default:
			c.reportReceiverLeaves(ch)
			c.reportNotClosed(ch)
			c.reportSenderQuits(ch)
		}
	}
}

// makesChannels looks at the syntax: most packages need no more.
func makesChannels(pass *report.Pass) bool {
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
	*report.Pass
	chans *chans.Package
	loops map[*ssa.Function]*flow.Loops
}

func (c *checker) loopsOf(fn *ssa.Function) *flow.Loops {
	loops, ok := c.loops[fn]
	if !ok {
		loops = flow.LoopsOf(fn)
		c.loops[fn] = loops
	}
	return loops
}
