package leave

import (
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/chans"
	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

// reportNoReceiver tells of sends on a channel from which nothing in the
// package receives, and that nobody else knows.
func (c *checker) reportNoReceiver(ch *channel) {
	if !ch.Cap.Unbuffered() {
		return
	}
	closes := make(map[*ssa.Function]bool)
	for _, op := range ch.Find(chans.Close) {
		closes[op.Fn] = true
	}
	for _, op := range ch.Find(chans.Send) {
		// Beside a close in the same function it is meant to panic.
		if op.Blocking() && op.Only && op.Where != 0 && !closes[op.Fn] {
			ch.never(op, NoReceiver, len("<-"))
		}
	}
}

// reportNoSender tells of receives on a channel on which nothing sends and
// that nothing closes.
func (c *checker) reportNoSender(ch *channel) {
	if !ch.handedOver() {
		return // it waits for ever on purpose, like select {}
	}
	for _, op := range ch.Find(chans.Recv) {
		if op.Blocking() && op.Only && op.Where != 0 && !c.onceOnly(op.Fn, nil) {
			ch.never(op, NoSender, len("<-"))
		}
	}
}

// handedOver reports whether somebody else is given the channel, who could be
// expected to send.
func (ch *channel) handedOver() bool {
	if ch.Shared {
		return true
	}
	for _, b := range ch.Fn().Blocks {
		for _, instr := range b.Instrs {
			if call, ok := instr.(ssa.CallInstruction); ok {
				for _, arg := range call.Common().Args {
					if _, builtin := call.Common().Value.(*ssa.Builtin); !builtin && ch.may(arg) {
						return true
					}
				}
			}
		}
	}
	return false
}

// reportNotClosed tells of loops that receive until the channel is closed, when
// nothing closes it and all that sends on it comes to an end.
func (c *checker) reportNotClosed(ch *channel) {
	if ch.Shared || len(ch.Find(chans.Close)) > 0 || c.onceOnly(ch.Fn(), nil) {
		return
	}
	for _, op := range ch.Find(chans.Send) {
		if op.Where&chans.Outside != 0 || !ch.ends(op.Fn, op.Instr, nil) {
			return
		}
	}
	for _, op := range ch.Find(chans.Recv) {
		if op.Blocking() && op.Only && op.Where != 0 && op.Where&chans.Outside == 0 && ch.endless(op) {
			ch.never(op, NotClosed, len("for"))
		}
	}
}

// endless reports whether the receive is in a loop that can end only by the
// closing of the channel.
func (ch *channel) endless(op *chans.Op) bool {
	loop := ch.c.loopsOf(op.Fn).Innermost(op.Instr.Block())
	if loop == nil {
		return false
	}
	if ch.Make != nil && loop.Contains(ch.Make.Block()) {
		return false // each round has a channel of its own
	}
	for _, b := range op.Fn.Blocks {
		if !loop.Contains(b) {
			continue
		}
		for _, succ := range b.Succs {
			if !loop.Contains(succ) && !(op.Ranges && b == op.Instr.Block()) {
				return false
			}
		}
	}
	return true
}

// ends reports whether the goroutine comes to its end after the instruction: in
// fn and in what calls it.
func (ch *channel) ends(fn *ssa.Function, instr ssa.Instruction, seen map[*ssa.Function]bool) bool {
	if !flow.Reaches(flow.After(instr), flow.IsReturn, nil) {
		return false
	}
	if fn == ch.Fn() || seen[fn] {
		return true
	}
	if seen == nil {
		seen = make(map[*ssa.Function]bool)
	}
	seen[fn] = true
	if call := chans.Within(fn); call != nil && !ch.ends(call.Parent(), call, seen) {
		return false
	}
	sites, _ := ch.c.chans.Callers(fn)
	for _, site := range sites {
		if !site.Go && !ch.ends(site.Call.Parent(), site.Call, seen) {
			return false
		}
	}
	return true
}

func (ch *channel) never(op *chans.Op, kind Kind, length int) {
	pos := op.Pos
	if !pos.IsValid() {
		return
	}
	ch.c.found(kind, report.Finding{
		At:   report.At(pos, length),
		Args: []any{ch.Pos()},
		Related: []analysis.RelatedInformation{
			report.Related(report.At(ch.Pos(), 1), "the channel is made here"),
		},
	})
}

// onceOnly reports whether the function is main, a command or a step of them that runs once:
// what it leaves behind does not add up, and soon the process ends.
func (c *checker) onceOnly(fn *ssa.Function, seen map[*ssa.Function]bool) bool {
	if fn.Parent() == nil && fn.Signature.Recv() == nil && fn.Pkg != nil {
		if fn.Name() == "main" && fn.Pkg.Pkg.Name() == "main" || fn.Synthetic != "" && fn.Name() == "init" {
			return true
		}
	}
	if flow.IsCommand(fn) {
		return true
	}
	if seen[fn] {
		return false
	}
	if seen == nil {
		seen = make(map[*ssa.Function]bool)
	}
	seen[fn] = true
	sites, all := c.chans.Callers(fn)
	if !all || len(sites) != 1 {
		return false
	}
	call, ok := sites[0].Call.(*ssa.Call)
	if !ok || call.Call.StaticCallee() == nil {
		return false
	}
	return c.loopsOf(call.Parent()).Depth(call.Block()) == 0 && c.onceOnly(call.Parent(), seen)
}
