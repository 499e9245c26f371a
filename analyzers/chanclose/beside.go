package chanclose

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/chans"
	"github.com/gocorelint/gocorelint/analyzers/internal/closing"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
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
	if out.Given || len(closes) != 1 || !closes[0].Only {
		return
	}
	last, ok := closes[0].Instr.(*ssa.Call)
	if !ok {
		return
	}
	for _, send := range out.Find(chans.Send) {
		if send.Select == nil || !send.Only || closing.Recovers(send.Fn) || !c.concurrent(send.Fn, last.Parent()) {
			continue
		}
		if first := c.stopOf(send, last); first != nil {
			c.reportBesideStop(first, last, send)
			return
		}
	}
}

// stopOf finds what tells the select statement of send to stop, right before
// last: the close of another channel, or the cancel of a context.
func (c *checker) stopOf(send *chans.Op, last *ssa.Call) *ssa.Call {
	isOut := func(v ssa.Value) bool {
		objects, _ := c.channels.Of(v)
		return slices.ContainsFunc(objects, func(o *chans.Object) bool { return slices.Contains(o.Ops, send) })
	}
	for _, s := range send.Select.States {
		if s.Dir != types.RecvOnly {
			continue
		}
		first := c.closeOf(s.Chan, send, last)
		if first == nil {
			first = c.cancelOf(s.Chan, last.Parent())
		}
		if first != nil && first != last && closing.Unwaited(first, last, isOut) {
			return first
		}
	}
	return nil
}

// closeOf finds the one close of a channel, if it is in the function of last
// and both are of one owner.
func (c *checker) closeOf(stop ssa.Value, send *chans.Op, last *ssa.Call) *ssa.Call {
	stops, all := c.channels.Of(stop)
	if !all || len(stops) != 1 || stops[0].Given {
		return nil
	}
	closes := stops[0].Find(chans.Close)
	if len(closes) != 1 || closes[0].Fn != last.Parent() {
		return nil
	}
	first, ok := closes[0].Instr.(*ssa.Call)
	if !ok || !sameOwner(stop, send.Chan) || !sameOwner(first.Call.Args[0], last.Call.Args[0]) {
		return nil
	}
	return first
}

// cancelOf finds the call in fn of the function that cancels the context of
// which stop is the Done channel.
func (c *checker) cancelOf(stop ssa.Value, fn *ssa.Function) *ssa.Call {
	done, ok := stop.(*ssa.Call)
	if !ok || !done.Call.IsInvoke() || !know.Is(done.Call.Method, "(context.Context).Done") {
		return nil
	}
	made, ok := c.engine.Origin(done.Call.Value).(*ssa.Extract)
	if !ok {
		return nil
	}
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(*ssa.Call)
			if !ok || call.Call.IsInvoke() {
				continue
			}
			if cancel, ok := c.engine.Origin(call.Call.Value).(*ssa.Extract); ok && cancel.Tuple == made.Tuple && cancel.Index == 1 {
				return call
			}
		}
	}
	return nil
}

// concurrent reports whether sender may run in another goroutine than closer
// for all that is known: neither calls the other, and no locks keep them apart.
func (c *checker) concurrent(sender, closer *ssa.Function) bool {
	return c.apart(sender, closer) &&
		(!slices.ContainsFunc(c.callers(sender), closing.Locks) || !slices.ContainsFunc(c.callers(closer), closing.Locks))
}

// apart reports whether no goroutine that is known runs both functions.
func (c *checker) apart(sender, closer *ssa.Function) bool {
	up, down := c.callers(sender), c.callers(closer)
	return !slices.Contains(up, closer) && !slices.Contains(down, sender) &&
		!slices.ContainsFunc(up, func(fn *ssa.Function) bool { return slices.Contains(down, fn) })
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
	c.Report(report.Finding{At: at, Kind: closedBesideStop,
		Args:    []any{c.source.operand(last), c.Line(at.Pos(), send.Pos), c.Line(at.Pos(), first.Pos())},
		Related: []analysis.RelatedInformation{report.Related(report.At(send.Pos, len("<-")), "the sender")}})
}
