package copysync

import (
	"go/token"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

// counted reports writes to a WaitGroup while goroutines that will call Done
// have been started and nothing can have waited for them.
func (c *checker) counted(fn *ssa.Function, add op, writes []write) {
	for _, w := range writes {
		if !w.at.Contains(add.at) {
			continue
		}
		done := doneIn(fn, add, w)
		if done == nil || !reaches(done.start, w.instr, add.at.Root, mayWait) {
			continue
		}
		at := c.source(w.pos)
		c.Report(report.Finding{At: at, Kind: overwrittenWaitGroup, Related: c.via(w), Args: []any{
			c.object(add), add.name(), c.Line(at.Pos(), add.instr.Pos()), c.Line(at.Pos(), done.pos)}})
		return
	}
}

type started struct {
	start ssa.Instruction
	pos   token.Pos // of Done
}

// doneIn finds a go statement that can follow the Add and calls Done.
func doneIn(fn *ssa.Function, add op, w write) *started {
	if add.method == "WaitGroup.Go" {
		return &started{add.instr, add.instr.Pos()}
	}
	for _, block := range fn.Blocks {
		for _, instr := range block.Instrs {
			g, ok := instr.(*ssa.Go)
			if !ok || !dominates(add.instr, g) {
				continue
			}
			mc, ok := g.Call.Value.(*ssa.MakeClosure)
			if !ok {
				continue
			}
			for _, o := range ops(mc.Fn.(*ssa.Function)) {
				if o.method == "WaitGroup.Done" && o.at == add.at {
					return &started{g, o.instr.Pos()}
				}
			}
		}
	}
	return nil
}

// mayWait reports whether the instruction may wait for goroutines.
func mayWait(instr ssa.Instruction) bool {
	switch instr := instr.(type) {
	case *ssa.Select:
		return true
	case *ssa.UnOp:
		return instr.Op == token.ARROW
	case *ssa.Call:
		if _, ok := instr.Call.Value.(*ssa.Builtin); ok {
			return false
		}
		o, ok := opOf(instr)
		return !ok || o.method != "WaitGroup.Add" && o.method != "WaitGroup.Go"
	}
	return false
}
