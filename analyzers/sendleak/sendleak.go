package sendleak

import (
	_ "embed"
	"go/token"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/leave"
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
	nobodyYet = &report.Kind{ID: "nobody-yet",
		Format: "this send blocks for ever: nobody else has the channel made at %s yet, and it has no buffer; make it with one, or start the receiver before"}
	noSender = &report.Kind{ID: "no-sender",
		Format: "this receive blocks for ever: nothing sends on the channel made at %s or closes it"}
)

// kinds are what the engine finds.
var kinds = map[leave.Kind]*report.Kind{
	leave.ReceiverLeaves: receiverLeaves,
	leave.ReceiverStops:  receiverStops,
	leave.NoReceiver:     noReceiver,
	leave.NotClosed:      notClosed,
	leave.SenderQuits:    senderQuits,
	leave.NoSender:       noSender,
}

// New makes the analyzer.
func New() *analysis.Analyzer {
	return report.Check{
		Name:     "sendleak",
		DocFile:  doc,
		Kinds:    []*report.Kind{receiverLeaves, receiverStops, noReceiver, notClosed, senderQuits, noSender, forever, nobodyYet},
		Requires: []*analysis.Analyzer{inspect.Analyzer, flow.Analyzer, leave.Analyzer},
		Run:      run,
	}.New()
}

func run(pass *report.Pass) {
	requests(pass)
	reported := alone(pass)
	pkg := pass.ResultOf[leave.Analyzer].(*leave.Package)
	for _, pos := range pkg.GaveUp {
		pass.Debugf(pos, "too many paths")
	}
	for _, found := range pkg.Findings {
		f := found.Finding
		if reported[f.At.Pos()] {
			continue
		}
		f.Kind = kinds[found.Kind]
		f.Args = nil
		for _, arg := range found.Args {
			if line, ok := arg.(token.Pos); ok {
				arg = pass.Line(f.At.Pos(), line)
			}
			f.Args = append(f.Args, arg)
		}
		pass.Report(f)
	}
}
