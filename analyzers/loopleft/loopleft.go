package loopleft

import (
	_ "embed"
	"go/token"

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
	left = &report.Kind{ID: "loop-left",
		Format: "once %s has returned at %s nothing receives from %s, and this send waits for ever: close a channel where the loop ends, and select on that here"}
	overtaken = &report.Kind{ID: "loop-stopped",
		Format: "after the look at %s the loop of %s may be told to end at %s: then nothing receives from %s, and this waits for ever; select on the stop here"}
	deaf = &report.Kind{ID: "stop-ignored",
		Format: "the stop that ends this goroutine at %s ends the receiver at %s too: then nothing receives from %s, and this waits for ever; select on the stop here"}
)

// New makes the analyzer.
func New() *analysis.Analyzer {
	return report.Check{
		Name:     "loopleft",
		DocFile:  doc,
		Kinds:    []*report.Kind{left, overtaken, deaf},
		Requires: []*analysis.Analyzer{chans.Analyzer},
		Run:      run,
	}.New()
}

// A checker is one run over one package.
type checker struct {
	*report.Pass
	chans *chans.Package
}

func run(pass *report.Pass) {
	c := &checker{Pass: pass, chans: pass.ResultOf[chans.Analyzer].(*chans.Package)}
	for _, o := range c.chans.Objects {
		if o.Make == nil || o.Open || o.Global || !o.Shared || !o.Cap.Exact {
			continue // somebody else may receive, or the buffer may be large enough
		}
		if len(o.Find(chans.Close)) > 0 {
			continue // its author has thought about its end
		}
		c.ignored(o)
		if l := c.loopOf(o); l != nil {
			c.channel(o, l)
			c.stopped(o, l)
		}
	}
}

// A loop is the only one that receives from a channel, in a goroutine that is started once.
type loop struct {
	fn *ssa.Function
	*flow.Loop
}

// loopOf returns that loop, or nil.
func (c *checker) loopOf(o *chans.Object) *loop {
	recvs := o.Find(chans.Recv)
	if len(recvs) == 0 || !c.startedOnce(recvs[0].Fn) {
		return nil
	}
	l := &loop{fn: recvs[0].Fn}
	loops := flow.LoopsOf(l.fn)
	for _, op := range recvs {
		if op.Fn != l.fn || !op.Only {
			return nil
		}
		around := loops.Innermost(op.Instr.Block())
		if around == nil {
			return nil
		}
		for around.Parent != nil {
			around = around.Parent
		}
		if l.Loop != nil && l.Loop != around {
			return nil // another one drains the channel
		}
		l.Loop = around
	}
	return l
}

// startedOnce reports whether a go statement outside of loops is all that runs the function, by itself or
// by a function of which the call is the last act.
func (c *checker) startedOnce(fn *ssa.Function) bool {
	for range 3 {
		sites, all := c.chans.CallersHere(fn)
		if !all || len(sites) != 1 {
			return false
		}
		call := sites[0].Call
		if flow.LoopsOf(call.Parent()).Innermost(call.Block()) != nil {
			return false // it is started again
		}
		if sites[0].Go {
			return true
		}
		if acts(call) {
			return false
		}
		fn = call.Parent()
	}
	return false
}

// acts reports whether something that may tell others comes after the call.
func acts(call ssa.CallInstruction) bool {
	return flow.Reaches(flow.After(call), tells, nil)
}

// tells reports whether an instruction may tell others that the loop has ended, or end them.
func tells(instr ssa.Instruction) bool {
	switch instr := instr.(type) {
	case *ssa.Send, *ssa.Panic, *ssa.MapUpdate, *ssa.Go, *ssa.Select:
		return true
	case *ssa.Store:
		return !flow.InLocal(instr.Addr)
	case *ssa.Defer:
		return true
	case *ssa.RunDefers:
		return len(deferred(instr.Parent())) > 0
	case *ssa.Call:
		return !quiet(&instr.Call)
	}
	return false
}

func deferred(fn *ssa.Function) (list []*ssa.Defer) {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if d, ok := instr.(*ssa.Defer); ok && !quiet(&d.Call) {
				list = append(list, d)
			}
		}
	}
	return list
}

// channel reports the sends that the end of the loop leaves behind.
func (c *checker) channel(o *chans.Object, l *loop) {
	if len(deferred(l.fn)) > 0 {
		return // they may tell
	}
	exit := c.exitOf(o, l)
	if !exit.IsValid() {
		return
	}
	for _, op := range o.Find(chans.Send) {
		if op.Fn == l.fn || !op.Blocking() || !op.Only || guarded(op.Instr) {
			continue
		}
		name := l.fn.Name()
		if l.fn.Parent() != nil {
			name = "the goroutine"
		}
		c.Report(report.Finding{
			At:   report.At(op.Pos, len("<-")),
			Kind: left,
			Args: []any{name, c.Line(op.Pos, exit), fieldName(op.Chan)},
			Related: []analysis.RelatedInformation{
				report.Related(report.At(o.Find(chans.Recv)[0].Pos, 1), "only here it is received from"),
				report.Related(report.At(exit, 1), "here the loop ends"),
			},
		})
	}
}

// exitOf returns a way out of the loop that nobody outside has asked for, such as an error.
func (c *checker) exitOf(o *chans.Object, l *loop) token.Pos {
	for _, b := range l.fn.Blocks {
		if !l.Contains(b) {
			continue
		}
		for _, to := range b.Succs {
			if l.Contains(to) || flow.Reaches(flow.Point{Block: to}, tells, nil) {
				continue
			}
			ret, ok := flow.FirstReached(flow.Point{Block: to}, flow.IsReturn, nil)
			if !ok || !failed(b) && !fails(ret.(*ssa.Return)) {
				continue
			}
			if pos := ret.Pos(); pos.IsValid() {
				return pos
			}
			return flow.End(l.fn)
		}
	}
	return token.NoPos
}
