package chanclose

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/chans"
	"github.com/gocorelint/gocorelint/analyzers/internal/closing"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

// checkBesideStop looks for a channel that is closed right after the channel that
// tells its senders to stop:
//
//	close(s.stop)
//	close(s.out)
//
// A sender in "select { case s.out <- v: case <-s.stop: }" may come to its
// select statement when both are closed. Which case is taken is random then, and
// the send panics.
func (c *checker) checkBesideStop(out *chans.Object) {
	closes := out.Find(chans.Close)
	if out.Open || len(closes) != 1 || !closes[0].Only {
		return
	}
	last, ok := closes[0].Instr.(*ssa.Call)
	if !ok {
		return
	}
	for _, send := range out.Find(chans.Send) {
		if send.Select == nil || !send.Only || !c.concurrent(send.Fn, last.Parent()) {
			continue
		}
		if first := c.stopOf(send, last); first != nil {
			c.reportBesideStop(first, last, send)
			return
		}
	}
}

// stopOf finds the close of a channel that the select statement of send also
// receives from, right before last.
func (c *checker) stopOf(send *chans.Op, last *ssa.Call) *ssa.Call {
	for _, s := range send.Select.States {
		if s.Dir != types.RecvOnly {
			continue
		}
		stops, all := c.channels.Of(s.Chan)
		if !all || len(stops) != 1 || stops[0].Open {
			continue
		}
		closes := stops[0].Find(chans.Close)
		if len(closes) != 1 || closes[0].Fn != last.Parent() {
			continue
		}
		first, ok := closes[0].Instr.(*ssa.Call)
		if ok && first != last && sameOwner(s.Chan, send.Chan) && sameOwner(first.Call.Args[0], last.Call.Args[0]) && closing.Unwaited(first, last) {
			return first
		}
	}
	return nil
}

// concurrent reports whether sender may run in another goroutine than closer
// for all that is known: neither calls the other, and no locks keep them apart.
func (c *checker) concurrent(sender, closer *ssa.Function) bool {
	up, down := c.callers(sender), c.callers(closer)
	if slices.Contains(up, closer) || slices.Contains(down, sender) {
		return false
	}
	if slices.ContainsFunc(up, func(fn *ssa.Function) bool { return slices.Contains(down, fn) }) {
		return false // one goroutine does both
	}
	return !slices.ContainsFunc(up, closing.Locks) || !slices.ContainsFunc(down, closing.Locks)
}

// callers lists fn and what calls it in the same goroutine.
func (c *checker) callers(fn *ssa.Function) []*ssa.Function {
	list := []*ssa.Function{fn}
	for i := 0; i < len(list); i++ {
		sites, _ := c.channels.Callers(list[i])
		for _, site := range sites {
			if caller := site.Call.Parent(); !site.Go && !slices.Contains(list, caller) {
				list = append(list, caller)
			}
		}
	}
	return list
}

// sameOwner reports whether two channels are fields of one struct, or both
// local variables.
func sameOwner(a, b ssa.Value) bool { return owner(a) == owner(b) }

func owner(v ssa.Value) ssa.Value {
	for {
		switch x := v.(type) {
		case *ssa.ChangeType:
			v = x.X
		case *ssa.UnOp:
			v = x.X
		case *ssa.FieldAddr:
			return root(x.X)
		default:
			return nil
		}
	}
}

// root is the variable that holds the struct.
func root(v ssa.Value) ssa.Value {
	if load, ok := v.(*ssa.UnOp); ok {
		return load.X
	}
	return v
}

func (c *checker) reportBesideStop(first, last *ssa.Call, send *chans.Op) {
	at := c.source.at(last)
	if at == nil {
		return
	}
	out, stop := c.source.operand(last), c.source.operand(first)
	c.Report(report.Finding{At: at, Kind: closedBesideStop, Args: []any{out, c.Line(at.Pos(), send.Pos), stop},
		Related: []analysis.RelatedInformation{report.Related(report.At(send.Pos, len("<-")), "the sender")}})
}

// checkGoroutineCloses looks for a channel that a goroutine closes when it ends, and
// that another function closes as well.
func (c *checker) checkGoroutineCloses(ch *chans.Object) {
	closes := ch.Find(chans.Close)
	if ch.Open || len(closes) < 2 {
		return
	}
	for _, own := range closes {
		if !own.Only || !c.onlyStarted(own.Fn) || !c.engine.SurelyCloses(own.Fn, own.Instr) {
			continue
		}
		for _, other := range closes {
			if other.Fn != own.Fn && other.Only && c.apart(own, other) {
				c.reportGoroutineCloses(own, other)
				return
			}
		}
	}
}

// apart reports whether other closes the same channel in a function that has
// nothing to do with the goroutine that runs own.
func (c *checker) apart(own, other *chans.Op) bool {
	sites, _ := c.channels.Callers(other.Fn)
	return sameReceiver(own, other) && c.engine.SurelyCloses(other.Fn, other.Instr) &&
		!slices.ContainsFunc(sites, func(s chans.Site) bool { return s.Go }) &&
		!slices.Contains(c.callers(other.Fn), own.Fn) &&
		!closing.Locks(own.Fn)
}

// sameReceiver reports whether both operations are in methods of one type, on a
// field of the receiver.
func sameReceiver(a, b *chans.Op) bool {
	return onReceiver(a) && onReceiver(b) && types.Identical(a.Fn.Signature.Recv().Type(), b.Fn.Signature.Recv().Type())
}

func onReceiver(op *chans.Op) bool {
	return op.Fn.Signature.Recv() != nil && len(op.Fn.Params) > 0 && owner(op.Chan) == ssa.Value(op.Fn.Params[0])
}

// onlyStarted reports whether the function is only ever the body of a
// goroutine.
func (c *checker) onlyStarted(fn *ssa.Function) bool {
	sites, all := c.channels.Callers(fn)
	return all && len(sites) > 0 && !slices.ContainsFunc(sites, func(s chans.Site) bool { return !s.Go })
}

func (c *checker) reportGoroutineCloses(own, other *chans.Op) {
	at, there := c.source.at(other.Instr), c.source.at(own.Instr)
	if at == nil || there == nil {
		return
	}
	name := c.source.operand(other.Instr)
	c.Report(report.Finding{At: at, Kind: closedByBoth, Args: []any{name, own.Fn.Name(), c.Line(at.Pos(), there.Pos())},
		Related: []analysis.RelatedInformation{report.Related(there, "the close in the goroutine")}})
}
