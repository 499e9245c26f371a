package slotleak

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

var (
	onReturn = &report.Kind{ID: "kept-on-return",
		Format: "the slot that this send takes is kept on the return at %s: after as many of them as there are slots every send here waits for ever; receive there, or in a defer"}
	inLoop = &report.Kind{ID: "kept-in-loop",
		Format: "the slot that the last iteration took is kept after the condition at %s, and this send takes another: receive on each way round the loop"}
	inGoroutine = &report.Kind{ID: "kept-by-goroutine",
		Format: "the slot that this send takes is kept when the goroutine ends at %s: after as many of them as there are slots every send here waits for ever; receive in a defer"}
)

// Analyzer is the check with its default settings.
var Analyzer = New()

// New makes the check.
func New() *analysis.Analyzer {
	return report.Check{
		Name:     "slotleak",
		DocFile:  doc,
		Kinds:    []*report.Kind{onReturn, inLoop, inGoroutine},
		Requires: []*analysis.Analyzer{flow.Analyzer, chans.Analyzer},
		Run:      run,
	}.New()
}

func run(pass *report.Pass) {
	for _, ch := range pass.ResultOf[chans.Analyzer].(*chans.Package).Objects {
		s := semaphoreOf(ch)
		if s == nil {
			continue
		}
		for _, take := range ch.Find(chans.Send) {
			if take.Only && !pass.InTest(take.Pos) {
				check(pass, s, take)
			}
		}
	}
}

// check reports a send if its slot stays taken on a path.
func check(pass *report.Pass, s *semaphore, take *chans.Op) {
	after, ok := behind(take)
	if !ok || !s.within(take.Fn) || s.before(take.Fn) {
		return
	}
	for _, fn := range s.goroutines(take) {
		if end, ok := flow.FirstReached(flow.Entry(fn), flow.IsReturn, s.gives); ok {
			tell(pass, take, inGoroutine, end)
			return
		}
	}
	again := func(instr ssa.Instruction) bool { return instr == take.Instr }
	if flow.Reaches(after, again, func(instr ssa.Instruction) bool { return flow.IsReturn(instr) || s.gives(instr) }) {
		tell(pass, take, inLoop, s.branch(take))
		return
	}
	if !s.inner[take.Fn] && flow.LoopsOf(take.Fn).Innermost(take.Instr.Block()) != nil {
		return // who starts no goroutines any more may need no slots
	}
	if end, ok := flow.FirstReached(after, flow.IsReturn, func(instr ssa.Instruction) bool { return again(instr) || s.gives(instr) }); ok {
		tell(pass, take, onReturn, end)
	}
}

// behind is where control comes with the slot taken.
func behind(take *chans.Op) (flow.Point, bool) {
	if take.Select == nil {
		return flow.After(take.Instr), true
	}
	_, to, ok := flow.CaseOf(take.Select, take.Case)
	return flow.Point{Block: to}, ok
}

// branch is where the way round the loop that keeps the slot parts from one that gives
// it back, the send itself if there is no such place.
func (s *semaphore) branch(take *chans.Op) ssa.Instruction {
	again := func(instr ssa.Instruction) bool { return instr == take.Instr }
	for _, b := range take.Fn.Blocks {
		cond, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
		if !ok || !take.Instr.Block().Dominates(b) {
			continue
		}
		at, ok := cond.Cond.(ssa.Instruction)
		for i, next := range b.Succs {
			keeps := flow.Reaches(flow.Point{Block: next}, again, s.gives)
			if keeps && ok && at.Pos().IsValid() && flow.Reaches(flow.Point{Block: b.Succs[1-i]}, s.gives, again) {
				return at
			}
		}
	}
	return take.Instr
}

func tell(pass *report.Pass, take *chans.Op, kind *report.Kind, end ssa.Instruction) {
	pos := posOf(end)
	pass.Report(report.Finding{At: report.At(take.Pos, len("<-")), Kind: kind, Args: []any{pass.Line(take.Pos, pos)},
		Related: []analysis.RelatedInformation{report.Related(report.At(pos, 1), "the slot is still taken here")}})
}

// posOf is the position of an instruction, or of what comes before it in its block.
func posOf(instr ssa.Instruction) token.Pos {
	if instr.Pos().IsValid() {
		return instr.Pos()
	}
	b := instr.Block()
	for i := len(b.Instrs) - 1; i >= 0; i-- {
		if pos := b.Instrs[i].Pos(); pos.IsValid() && !flow.IsReturn(b.Instrs[i]) {
			return pos
		}
	}
	return flow.End(instr.Parent())
}
