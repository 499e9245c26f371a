package chanclose

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/chans"
	"github.com/gocorelint/gocorelint/analyzers/internal/closing"
	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/lockstate"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

var (
	closedTwice = &report.Kind{ID: "closed-twice",
		Format: "%s is closed already, by the close of %s: this one panics; close it once, where its last sender is done"}
	closedByDefer = &report.Kind{ID: "closed-by-defer",
		Format: "%s is closed again by the call deferred in %s, which panics: drop one of the two closes"}
	closedInLoop = &report.Kind{ID: "closed-in-loop",
		Format: "%s is closed again in the next iteration of the loop, which panics: leave the loop here, or close it after the loop"}
	closedByWorkers = &report.Kind{ID: "closed-by-workers",
		Format: "each goroutine started here closes %s (%s), and the second close panics: close it once, in one owner, after wg.Wait"}
	sendAfterClose = &report.Kind{ID: "send-after-close",
		Format: "%s is closed already, by the close of %s: this send panics; close it after the last send"}
	closedWhileSending = &report.Kind{ID: "closed-while-sending",
		Format: "the goroutine started in %s may still send on %s, and a send after this close panics: wait for the goroutine first, or leave the close to it"}
	closedBesideStop = &report.Kind{ID: "closed-beside-stop",
		Format: "after the stop of %[3]s, a sender that comes to the select of %[2]s may still choose to send on %[1]s, which panics: wait for the senders before this close"}
	closedBesideFlag = &report.Kind{ID: "closed-beside-flag",
		Format: "the sender of %s may have tested the flag before it was set, and send after this close of %s, which panics: hold a lock over both, or don't close it"}
	closedByBoth = &report.Kind{ID: "closed-by-both",
		Format: "%s is also closed by the goroutine %s when it ends (%s), and the second close panics: leave the close to the goroutine"}
	closedSinceLookup = &report.Kind{ID: "closed-since-lookup",
		Format: "%s was released since the lookup at %s: the close of %s may come in between, and this send panics; send before the Unlock, or don't close it"}
	closedSinceLook = &report.Kind{ID: "closed-since-look",
		Format: "the sender of %s may have looked at %s before it was closed, and send after this close of %s, which panics: hold a lock over both, or don't close it"}
	closedAgain = &report.Kind{ID: "closed-again",
		Format: "a second call of %[1]s closes %[2]s again, which panics: it is still not nil then; set it to nil here, or use a sync.Once"}
	closeNil = &report.Kind{ID: "close-nil",
		Format: "%s is nil here, since nothing makes the channel, and close of a nil channel panics: make it first, or drop the close"}
	closeUnmade = &report.Kind{ID: "close-unmade",
		Format: "at the return of %[2]s this closes %[1]s, which is made only at %[3]s: close of a nil channel panics; make it before the defer"}
)

// Analyzer is the check with its default settings.
var Analyzer = New()

// New makes the check.
func New() *analysis.Analyzer {
	return report.Check{
		Name:    "chanclose",
		DocFile: doc,
		Tests:   true,
		Kinds: []*report.Kind{
			closedTwice, closedByDefer, closedInLoop, closedByWorkers, closedByBoth,
			sendAfterClose, closedWhileSending, closedBesideStop, closedBesideFlag, closedSinceLookup, closedSinceLook, closedAgain, closeNil, closeUnmade,
		},
		Requires: []*analysis.Analyzer{flow.Analyzer, chans.Analyzer, lockstate.Analyzer},
		Run:      run,
	}.New()
}

func run(pass *report.Pass) {
	source := indexCalls(pass)
	if !source.closes {
		return
	}
	pkg := pass.ResultOf[flow.Analyzer].(*flow.Package)
	c := &checker{
		Pass:     pass,
		source:   source,
		engine:   closing.New(pkg, pass.Debugf),
		channels: pass.ResultOf[chans.Analyzer].(*chans.Package),
		locks:    pass.ResultOf[lockstate.Analyzer].(*lockstate.Package),
		looked:   make(map[*ssa.Call]bool),
	}
	for _, fn := range pkg.Funcs {
		c.checkFunc(fn)
	}
	c.checkListed(pkg.Funcs)
	c.checkAgain(pkg.Funcs)
	for _, ch := range c.channels.Objects {
		c.checkBesideStop(ch)
		c.checkBesideFlag(ch)
		c.checkLooked(ch)
		c.checkOwnGoroutine(ch)
	}
}

type checker struct {
	*report.Pass
	source   *sourceIndex
	engine   *closing.Engine
	channels *chans.Package
	locks    *lockstate.Package
	closes   []*closing.Close // in the order of the functions
	looked   map[*ssa.Call]bool
}

// checkFunc checks what can be seen from one function and what it calls.
func (c *checker) checkFunc(fn *ssa.Function) {
	closes := c.engine.Closes(fn)
	c.closes = append(c.closes, closes...)
	for _, cl := range closes {
		if cl.Direct() && c.engine.NeverMade(cl.Instr) {
			c.reportNil(cl)
			continue
		}
		if hit, ok := c.engine.After(cl); ok {
			c.reportAfter(cl, hit)
		}
	}
	for _, race := range c.engine.Races(fn) {
		c.reportRace(race)
	}
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if d, ok := instr.(*ssa.Defer); ok {
				c.reportUnmade(d)
			}
		}
	}
}

// reportAfter reports what happens to a channel after its close.
func (c *checker) reportAfter(cl *closing.Close, hit *closing.Hit) {
	name := c.source.operand(cl.At)
	first, at := c.source.at(cl.Instr), c.source.hit(hit)
	if name == "" || first == nil || at == nil {
		return
	}
	again := hit.Instr == ssa.Instruction(cl.Instr)
	switch {
	case again && cl.Starts():
		c.Report(report.Finding{At: at, Kind: closedByWorkers, Args: []any{name, c.Line(at.Pos(), cl.At.Common().Pos())},
			Related: related(cl.Instr, cl.At, "the close")})
	case again:
		c.Report(report.Finding{At: at, Kind: closedInLoop, Args: []any{name}})
	case hit.Op == closing.OpSend:
		c.Report(report.Finding{At: at, Kind: sendAfterClose, Args: []any{name, c.Line(at.Pos(), first.Pos())},
			Related: []analysis.RelatedInformation{report.Related(first, "the close")}})
	case hit.Deferred():
		c.Report(report.Finding{At: first, Kind: closedByDefer, Args: []any{name, c.Line(first.Pos(), at.Pos())},
			Related: []analysis.RelatedInformation{report.Related(at, "the deferred close")}})
	default:
		c.Report(report.Finding{At: at, Kind: closedTwice, Args: []any{name, c.Line(at.Pos(), first.Pos())},
			Related: []analysis.RelatedInformation{report.Related(first, "the first close")}})
	}
}

// reportUnmade reports a deferred call that closes what may not have been made.
func (c *checker) reportUnmade(d *ssa.Defer) {
	u, ok := c.engine.NotMadeYet(d)
	if !ok {
		return
	}
	at, name := c.source.at(d), c.source.operand(u.Close)
	if at == nil || name == "" || !u.Ret.Pos().IsValid() {
		return
	}
	c.Report(report.Finding{At: at, Kind: closeUnmade, Args: []any{name, c.Line(at.Pos(), u.Ret.Pos()), c.Line(at.Pos(), u.Made.Pos())},
		Related: related(d, u.Close, "the close")})
}

func (c *checker) reportNil(cl *closing.Close) {
	if at := c.source.at(cl.Instr); at != nil {
		c.Report(report.Finding{At: at, Kind: closeNil, Args: []any{c.source.operand(cl.At)}})
	}
}

// reportRace reports a close that a goroutine may send after.
func (c *checker) reportRace(r *closing.Race) {
	at, start := c.source.at(r.Close.Instr), c.source.at(r.Start)
	name := c.source.operand(r.Close.At)
	if at == nil || start == nil || name == "" {
		return
	}
	c.Report(report.Finding{At: at, Kind: closedWhileSending, Args: []any{c.Line(at.Pos(), start.Pos()), name},
		Related: []analysis.RelatedInformation{report.Related(report.At(r.Send.Pos(), len("<-")), "the send")}})
}

// related is the place in a callee where the operation is written.
func related(instr, at ssa.CallInstruction, text string) []analysis.RelatedInformation {
	if instr == at {
		return nil
	}
	return []analysis.RelatedInformation{report.Related(report.At(at.Common().Pos(), 1), "%s", text)}
}
