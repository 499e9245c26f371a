package timerchan

import (
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

// stopped reports a loop that ends with the channel's close only, when another
// function stops the timer.
func (c *checker) stopped(r receive) {
	recv, ok := r.instr.(*ssa.UnOp)
	if !ok {
		return
	}
	fn := r.instr.Parent()
	loop := flow.LoopsOf(fn).Innermost(r.instr.Block())
	if loop == nil || loop.Head != r.instr.Block() && !recv.CommaOk || leaves(loop, recv) {
		return
	}
	if isMain(fn) {
		return // nothing is left when it ends
	}
	for _, stop := range c.stops {
		if within(stop.instr.Parent(), fn) || !sameTimer(stop.timer, r.timer) {
			continue
		}
		pos := r.pos
		c.Report(report.Finding{At: report.At(pos, 1), Kind: stopped, Args: []any{c.Line(pos, stop.instr.Common().Pos())}})
		return
	}
}

// leaves reports whether control can leave the loop in another way than by
// the close of the channel.
func leaves(loop *flow.Loop, recv *ssa.UnOp) bool {
	for _, b := range recv.Parent().Blocks {
		if !loop.Contains(b) {
			continue
		}
		for _, succ := range b.Succs {
			if loop.Contains(succ) {
				continue
			}
			if !recv.CommaOk || b != recv.Block() {
				return true
			}
		}
	}
	return false
}

// within reports whether a function is another one or a literal in it.
func within(fn, outer *ssa.Function) bool {
	for fn != nil && fn != outer {
		fn = fn.Parent()
	}
	return fn != nil
}

func sameTimer(a, b timer) bool {
	return a.at == b.at || a.field != nil && a.field == b.field
}

// isMain reports whether the function is func main.
func isMain(fn *ssa.Function) bool {
	return fn.Pkg != nil && fn.Pkg.Pkg.Name() == "main" && fn.Parent() == nil && fn.Name() == "main"
}
