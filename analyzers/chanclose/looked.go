package chanclose

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/chans"
	"github.com/gocorelint/gocorelint/analyzers/internal/closing"
	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

// checkLooked looks for a channel whose senders look at a stop channel, without waiting, before they send, while
// the closer closes both:
//
//	select {                          close(q.stop)
//	case <-q.stop:                    close(q.ch)
//		return
//	default:
//	}
//	q.ch <- v
//
// Both may be closed between the look and the send. The sender may also ask a method that looks.
func (c *checker) checkLooked(ch *chans.Object) {
	closes := ch.Find(chans.Close)
	if len(closes) != 1 || !c.ours(closes[0].Chan) {
		return
	}
	last, ok := closes[0].Instr.(*ssa.Call)
	if !ok || c.looked[last] {
		return
	}
	for _, send := range ch.Find(chans.Send) {
		if fieldOf(send.Chan) == nil || fieldOf(send.Chan) != fieldOf(last.Call.Args[0]) || !c.ours(send.Chan) || closing.Recovers(send.Fn) || !c.apart(send.Fn, last.Parent()) || !c.unlocked(send) {
			continue
		}
		stops := lookedAt(send)
		if len(stops) == 0 {
			continue
		}
		if first := closedWith(last, stops); first != nil {
			c.looked[last] = true
			c.reportLooked(first, last, send)
			return
		}
	}
}

// ours reports whether a channel is one that the package makes and closes by itself.
func (c *checker) ours(ch ssa.Value) bool {
	objects, all := c.channels.Of(ch)
	return all && !slices.ContainsFunc(objects, func(o *chans.Object) bool { return o.Given })
}

// lookedAt lists the fields beside the channel that are looked at on the way to a send: if the channel in them is closed,
// control does not come to the send.
func lookedAt(send *chans.Op) (stops []*types.Var) {
	of := owner(send.Chan)
	if of == nil {
		return nil
	}
	for b := send.Instr.Block(); b != nil; b = b.Idom() {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.Select:
				stops = append(stops, looks(instr, of, send.Instr)...)
			case *ssa.Call:
				fn := instr.Call.StaticCallee()
				if fn == nil || fn.Signature.Recv() == nil || root(instr.Call.Args[0]) != of || !decides(instr) || !answers(fn) {
					continue
				}
				for _, b := range fn.Blocks {
					for _, instr := range b.Instrs {
						if sel, ok := instr.(*ssa.Select); ok {
							stops = append(stops, looks(sel, fn.Params[0], nil)...)
						}
					}
				}
			}
		}
	}
	return stops
}

// answers reports whether a function says yes or no.
func answers(fn *ssa.Function) bool {
	results := fn.Signature.Results()
	return results.Len() == 1 && types.Identical(results.At(0).Type().Underlying(), types.Typ[types.Bool])
}

// looks lists the fields of an object whose channels the select statement looks at without waiting. The case of each
// leads away from the instruction.
func looks(sel *ssa.Select, of ssa.Value, from ssa.Instruction) (stops []*types.Var) {
	if sel.Blocking {
		return nil
	}
	for i, state := range sel.States {
		field := fieldOf(state.Chan)
		if field == nil || state.Dir != types.RecvOnly || owner(state.Chan) != of {
			continue
		}
		if _, to, ok := flow.CaseOf(sel, i); ok && (from == nil || !flow.Reaches(flow.Point{Block: to}, flow.Is(from), flow.Is(sel))) {
			stops = append(stops, field)
		}
	}
	return stops
}

// closedWith finds the close of one of the fields right before or behind another close of the object.
func closedWith(last *ssa.Call, stops []*types.Var) *ssa.Call {
	none := func(ssa.Value) bool { return false }
	for _, b := range last.Parent().Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(*ssa.Call)
			if !ok || call == last {
				continue
			}
			if b, ok := call.Call.Value.(*ssa.Builtin); !ok || b.Name() != "close" || owner(call.Call.Args[0]) != owner(last.Call.Args[0]) {
				continue
			}
			if slices.Contains(stops, fieldOf(call.Call.Args[0])) && (closing.Unwaited(call, last, none) || closing.Unwaited(last, call, none)) {
				return call
			}
		}
	}
	return nil
}

func (c *checker) reportLooked(first, last *ssa.Call, send *chans.Op) {
	at := c.source.at(last)
	if at == nil {
		return
	}
	c.Report(report.Finding{At: at, Kind: closedSinceLook,
		Args:    []any{c.Line(at.Pos(), send.Pos), c.source.operand(first), c.source.operand(last)},
		Related: []analysis.RelatedInformation{report.Related(report.At(send.Pos, len("<-")), "the sender")}})
}
