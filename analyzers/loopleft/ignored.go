package loopleft

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/chans"
	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

// ignored reports the sends of a goroutine that a stop ends, in a loop that looks at the stop elsewhere, to
// receivers that all leave at the same stop.
func (c *checker) ignored(o *chans.Object) {
	if !o.Cap.Unbuffered() {
		return
	}
	recvs := o.Find(chans.Recv)
	if len(recvs) == 0 {
		return
	}
	for _, op := range o.Find(chans.Send) {
		if !op.Blocking() || !op.Only || op.Where != chans.Other {
			continue
		}
		loop := flow.LoopsOf(op.Fn).Innermost(op.Instr.Block())
		if loop == nil {
			continue
		}
		for loop.Parent != nil {
			loop = loop.Parent
		}
		for _, own := range c.stopsIn(op.Fn, loop) {
			if gone := c.allLeaveAt(recvs, own.key); gone.IsValid() && c.toldByOthers(own.key, op.Fn) {
				c.Report(report.Finding{
					At:   report.At(op.Pos, len("<-")),
					Kind: deaf,
					Args: []any{c.Line(op.Pos, own.state.Pos), c.Line(op.Pos, gone), fieldName(op.Chan)},
					Related: []analysis.RelatedInformation{
						report.Related(report.At(own.state.Pos, 1), "here this goroutine looks at the stop"),
						report.Related(report.At(gone, 1), "here the receiver leaves"),
					},
				})
				break
			}
		}
	}
}

// allLeaveAt returns where a receiver leaves because of what has the key, if all do.
func (c *checker) allLeaveAt(recvs []*chans.Op, key any) token.Pos {
	var gone token.Pos
	for _, op := range recvs {
		pos := token.NoPos
		if op.Select != nil {
			pos = c.leavesAt(op.Select, key)
		}
		if !pos.IsValid() {
			return token.NoPos
		}
		gone = pos
	}
	return gone
}

// leavesAt returns the case of a select statement by which the function returns because of what has the key.
func (c *checker) leavesAt(sel *ssa.Select, key any) token.Pos {
	for i, state := range sel.States {
		if state.Dir != types.RecvOnly || c.keyOf(state.Chan) != key {
			continue
		}
		if _, to, ok := flow.CaseOf(sel, i); ok && !flow.Reaches(flow.Point{Block: to}, flow.Is(sel), nil) &&
			flow.Reaches(flow.Point{Block: to}, flow.IsReturn, nil) {
			return state.Pos
		}
	}
	return token.NoPos
}

// toldByOthers reports whether somebody else than the function tells to stop.
func (c *checker) toldByOthers(key any, fn *ssa.Function) bool {
	o, ok := key.(*chans.Object)
	if !ok {
		return true
	}
	for _, op := range o.Find(chans.Close) {
		if op.Fn != fn {
			return true
		}
	}
	return false
}
