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

// checkBesideFlag looks for a channel whose senders test a flag that the closer
// sets, an atomic one or one under a lock that they release before they send:
//
//	if q.closed.Load() { return }     q.closed.Store(true)
//	q.ch <- v                         close(q.ch)
//
// or one that they read without the lock, or ask a method for. The flag may be set, and the channel closed, between the test
// and the send.
func (c *checker) checkBesideFlag(ch *chans.Object) {
	closes := ch.Find(chans.Close)
	if ch.Given || len(closes) != 1 || !closes[0].Only {
		return
	}
	last, ok := closes[0].Instr.(*ssa.Call)
	if !ok {
		return
	}
	for _, send := range ch.Find(chans.Send) {
		if !send.Only || closing.Recovers(send.Fn) {
			continue
		}
		var set ssa.Instruction
		switch closer := last.Parent(); {
		case c.concurrent(send.Fn, closer):
			set = flagBefore(last, testedFlags(send))
		case c.apart(send.Fn, closer) && c.releases(send):
			set = plainBefore(last, releasedFlags(send))
		}
		if set == nil && c.apart(send.Fn, last.Parent()) && c.unlocked(send) {
			set = c.setBefore(last, askedFlags(send))
		}
		if set != nil && closing.Unwaited(set, last, func(ssa.Value) bool { return false }) {
			c.reportBesideFlag(last, send)
			return
		}
	}
}

// testedFlags lists the flags that are tested on the way to a send.
func testedFlags(send *chans.Op) []*types.Var {
	var flags []*types.Var
	for b := send.Instr.Block(); b != nil; b = b.Idom() {
		for _, instr := range b.Instrs {
			call, ok := instr.(*ssa.Call)
			if !ok || calleeName(call) != "(*sync/atomic.Bool).Load" || !tested(call) {
				continue
			}
			if addr, ok := call.Call.Args[0].(*ssa.FieldAddr); ok && root(addr.X) == owner(send.Chan) {
				flags = append(flags, flow.Field(addr))
			}
		}
	}
	return flags
}

// tested reports whether a branch depends on the value.
func tested(v ssa.Value) bool {
	return slices.ContainsFunc(*v.Referrers(), func(ref ssa.Instruction) bool {
		_, ok := ref.(*ssa.If)
		return ok
	})
}

// flagBefore finds the instruction that sets one of the flags before the close.
func flagBefore(last *ssa.Call, flags []*types.Var) ssa.Instruction {
	for b := last.Block(); b != nil; b = b.Idom() {
		for _, instr := range b.Instrs {
			call, ok := instr.(*ssa.Call)
			if !ok {
				continue
			}
			switch calleeName(call) {
			case "(*sync/atomic.Bool).Store", "(*sync/atomic.Bool).Swap", "(*sync/atomic.Bool).CompareAndSwap":
				addr, ok := call.Call.Args[0].(*ssa.FieldAddr)
				if ok && slices.Contains(flags, flow.Field(addr)) && root(addr.X) == owner(last.Call.Args[0]) {
					return call
				}
			}
		}
	}
	return nil
}

func calleeName(call *ssa.Call) string {
	if fn := call.Call.StaticCallee(); fn != nil {
		return fn.String()
	}
	return ""
}

func (c *checker) reportBesideFlag(last *ssa.Call, send *chans.Op) {
	at := c.source.at(last)
	if at == nil {
		return
	}
	c.Report(report.Finding{At: at, Kind: closedBesideFlag,
		Args:    []any{c.Line(at.Pos(), send.Pos), c.source.operand(last)},
		Related: []analysis.RelatedInformation{report.Related(report.At(send.Pos, len("<-")), "the sender")}})
}
