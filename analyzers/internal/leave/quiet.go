package leave

import (
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/chans"
	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/paths"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

// reportSenderQuits finds functions that wait for a goroutine whatever
// happens, when the goroutine can return without a signal.
func (c *checker) reportSenderQuits(ch *channel) {
	if ch.Shared {
		return
	}
	site, sender := ch.onlySender()
	if sender == nil || site.Parent() != ch.Fn() || ch.repeats(site) > 1 || c.onceOnly(ch.Fn(), nil) {
		return
	}
	recv := ch.waitsAfter(site)
	if recv == nil {
		return
	}
	quits := ch.quits(sender, recv.Ranges)
	if quits == nil {
		return
	}
	quit := quits.Pos()
	if !quit.IsValid() {
		return // it falls off the end: which branch led there can't be shown
	}
	length := len("<-")
	if recv.Ranges {
		length = len("for")
	}
	signal := "sending or closing"
	if recv.Ranges {
		signal = "closing the channel"
	}
	c.found(SenderQuits, report.Finding{
		At:   report.At(recv.Pos, length),
		Args: []any{quit, signal},
		Related: []analysis.RelatedInformation{
			report.Related(report.At(ch.Pos(), 1), "the channel is made here"),
			report.Related(report.At(quit, len("return")), "the goroutine returns here"),
		},
	})
}

// onlySender returns the goroutine that does all sending and closing, and
// where it is started.
func (ch *channel) onlySender() (ssa.CallInstruction, *ssa.Function) {
	var sender *ssa.Function
	for _, op := range ch.Find(chans.Send, chans.Close) {
		if op.Where != chans.Other || sender != nil && op.Fn != sender {
			return nil, nil
		}
		sender = op.Fn
	}
	sites, all := ch.c.chans.Callers(sender)
	if !all || len(sites) != 1 || !sites[0].Go {
		return nil, nil
	}
	return sites[0].Call, sender
}

// waitsAfter returns the receive for which the function waits on every way
// from the instruction to a return.
func (ch *channel) waitsAfter(site ssa.CallInstruction) *chans.Op {
	var first *chans.Op
	search := &paths.Search{From: flow.After(site), Effect: func(instr ssa.Instruction) []paths.Alt {
		if op := ch.blockingAt(instr, chans.Recv); op != nil {
			if first == nil || op.Pos < first.Pos {
				first = op
			}
			return stop
		}
		return nil
	}}
	returns := false
	if !search.Each(func(*paths.Path) bool { returns = true; return false }) || returns {
		return nil
	}
	return first
}

func (ch *channel) blockingAt(instr ssa.Instruction, kind chans.Kind) *chans.Op {
	for _, op := range ch.Ops {
		if op.Instr == instr && op.Kind == kind && op.Only && op.Blocking() {
			return op
		}
	}
	return nil
}

// quits returns a return of the sender that it reaches without a signal; only
// closing is one if the receiver ranges.
func (ch *channel) quits(sender *ssa.Function, ranges bool) ssa.Instruction {
	var quit ssa.Instruction
	search := &paths.Search{From: flow.Entry(sender), Effect: func(instr ssa.Instruction) []paths.Alt {
		return ch.signalEffect(instr, ranges)
	}}
	complete := search.Each(func(p *paths.Path) bool {
		quit = p.Last
		return false
	})
	if !complete {
		return nil
	}
	return quit
}

func (ch *channel) signalEffect(instr ssa.Instruction, ranges bool) []paths.Alt {
	switch instr := instr.(type) {
	case *ssa.Send:
		if !ranges || !ch.may(instr.Chan) {
			return stop // on another channel it may tell that no signal will come
		}
	case *ssa.Select:
		alts := paths.AnyCase(instr)
		for i, state := range instr.States {
			sends := state.Dir == types.SendOnly
			alts[i].Stop = sends && (!ranges || !ch.may(state.Chan)) || !sends && ch.c.joined(state.Chan) // others have come to their ends
		}
		return alts
	case ssa.CallInstruction:
		return ch.signalCall(instr)
	}
	return nil
}

// signalCall takes every call that gets to the channel for a signal.
func (ch *channel) signalCall(call ssa.CallInstruction) []paths.Alt {
	if b, ok := call.Common().Value.(*ssa.Builtin); failsTest(call) || ok && b.Name() == "close" {
		return stop
	}
	for _, arg := range call.Common().Args {
		if ch.may(arg) {
			return stop
		}
	}
	fns, _ := ch.c.chans.Callees(call)
	for _, fn := range fns {
		if ch.touches()[fn] {
			return stop
		}
	}
	return nil
}
