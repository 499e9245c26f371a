package sendalias

import (
	_ "embed"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/chans"
	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/reuse"
	"github.com/gocorelint/gocorelint/analyzers/internal/underlock"
)

//go:embed doc.go
var doc string

var (
	slice = &report.Kind{ID: "slice-reused",
		Format: "the receiver gets this slice and not a copy: %s at %s overwrites its elements while they are read; send a copy: %s"}
	started = &report.Kind{ID: "slice-in-goroutine",
		Format: "the goroutine gets this slice and not a copy: %s at %s overwrites its elements while it reads them; give it a copy: %s"}
	object = &report.Kind{ID: "object-changed",
		Format: "the receiver gets this pointer: %s at %s changes what it points to while it is read; send a new one each time, or change it before"}
	table = &report.Kind{ID: "map-changed",
		Format: "the receiver gets this map and not a copy: %s at %s changes it while it is read, a fatal error; send a new map each time: maps.Clone"}
)

// Analyzer is the check with its default settings.
var Analyzer = New()

// New makes the check.
func New() *analysis.Analyzer {
	return report.Check{
		Name:     "sendalias",
		DocFile:  doc,
		Tests:    true,
		Kinds:    []*report.Kind{slice, started, object, table},
		Requires: []*analysis.Analyzer{inspect.Analyzer, flow.Analyzer, chans.Analyzer, underlock.Analyzer},
		Run:      run,
	}.New()
}

type checker struct {
	*report.Pass
	chans  *chans.Package
	search *reuse.Search
}

func run(pass *report.Pass) {
	c := &checker{Pass: pass, chans: pass.ResultOf[chans.Analyzer].(*chans.Package)}
	c.search = &reuse.Search{Callers: func(fn *ssa.Function) (calls []ssa.CallInstruction, all bool) {
		sites, all := c.chans.Callers(fn)
		for _, s := range sites {
			calls = append(calls, s.Call)
		}
		return calls, all
	}}
	for _, fn := range pass.ResultOf[flow.Analyzer].(*flow.Package).Funcs {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				switch instr := instr.(type) {
				case ssa.CallInstruction:
					c.start(instr)
				case *ssa.Send:
					c.send(&send{instr, instr.Chan, instr.X, instr.Pos(), reuse.Point{Point: flow.After(instr)}})
				case *ssa.Select:
					for i, state := range instr.States {
						from, to, ok := flow.CaseOf(instr, i)
						if ok && state.Dir == types.SendOnly {
							c.send(&send{instr, state.Chan, state.Send, state.Pos, reuse.Point{Point: flow.Point{Block: to}, From: from}})
						}
					}
				}
			}
		}
	}
}

// A send is a send statement, a case of a select statement, or the start of a goroutine, which has no channel.
type send struct {
	instr    ssa.Instruction
	ch, sent ssa.Value
	pos      token.Pos
	next     reuse.Point // behind it
}

func (c *checker) send(s *send) {
	if !leads(s.sent.Type()) {
		return
	}
	for _, m := range reuse.Of(s.sent, s.instr) {
		if write := c.search.After(s.next, m); write != nil && !c.inTurn(s, write) && c.matters(s, m, write) {
			c.report(s, m, write)
			return
		}
	}
}

// inTurn reports whether a test sends what it reads: the next read waits until the test has looked at
// what it got, and makes more.
func (c *checker) inTurn(s *send, write *reuse.Write) bool {
	return strings.HasPrefix(write.Name, "Read") && c.InTest(s.pos)
}

// leads reports whether values of the type may lead to memory.
func leads(t types.Type) bool {
	switch t.Underlying().(type) {
	case *types.Basic, *types.Signature, *types.Chan:
		return false
	}
	return true
}

// matters reports whether some receiver may look at what is written.
func (c *checker) matters(s *send, m *reuse.Memory, write *reuse.Write) bool {
	if !m.IsSlice() && c.locked(s.pos) {
		return false
	}
	receivers, open := c.receivers(s.ch)
	if open {
		return m.IsSlice() || m.IsMap() || m.Local() && again(s, write)
	}
	for _, r := range receivers {
		if m.IsSlice() || m.Inside {
			if used(r) {
				return true
			}
		} else if c.looksAt(r, write.Field, 0) {
			return true
		}
	}
	return false
}

// receivers are the values that come out of the channel, open says that others may receive, too.
func (c *checker) receivers(ch ssa.Value) (values []ssa.Value, open bool) {
	objects, all := c.chans.Of(ch)
	if !all || len(objects) == 0 {
		return nil, true
	}
	for _, o := range objects {
		if o.Open {
			return nil, true
		}
		for _, op := range o.Find(chans.Recv) {
			values = append(values, received(op)...)
		}
	}
	return values, false
}

// again reports whether the send itself is reached again behind the write: all elements are one object.
func again(s *send, write *reuse.Write) bool {
	at := write.Instr
	if write.Via != nil {
		at = write.Via
	}
	return at.Parent() == s.instr.Parent() && flow.Reaches(flow.After(at), func(instr ssa.Instruction) bool { return instr == s.instr }, nil)
}

// locked reports whether a lock may be held at a position: who has the other end may take it, too.
func (c *checker) locked(at token.Pos) bool {
	cur, ok := c.ResultOf[inspect.Analyzer].(*inspector.Inspector).Root().FindByPos(at, at)
	return !ok || c.ResultOf[underlock.Analyzer].(*underlock.Package).At(cur)
}

func (c *checker) report(s *send, m *reuse.Memory, write *reuse.Write) {
	at := write.Instr.Pos()
	what := write.Name
	if what == "" {
		what = "the assignment"
	}
	f := report.Finding{At: report.At(s.pos, 2), Args: []any{what, c.Line(s.pos, at)},
		Related: []analysis.RelatedInformation{report.Related(report.At(at, 1), "the sender writes to it here")}}
	switch {
	case m.IsSlice():
		clone := "slices.Clone"
		if types.TypeString(m.Value.Type(), nil) == "[]byte" {
			clone = "bytes.Clone"
		}
		f.Kind, f.Args = slice, append(f.Args, clone)
		if s.ch == nil {
			f.Kind = started
		}
	case m.IsMap():
		f.Kind = table
	default:
		f.Kind = object
	}
	c.Report(f)
}
