package chanclose

import (
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/chans"
	"github.com/gocorelint/gocorelint/analyzers/internal/closing"
	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

// checkOwnGoroutine looks for a channel that is closed by the goroutine that its
// struct starts, whenever that ends, and by other code as well:
//
//	func (c *client) read()        { defer close(c.done); … } // go c.read() in the constructor
//	func (c *client) Close() error { close(c.done); … }
//
// The goroutine may also call that function, as defer c.Close().
func (c *checker) checkOwnGoroutine(ch *chans.Object) {
	if ch.Open || ch.Make == nil {
		return
	}
	for _, own := range c.closes {
		if !c.closesOnly(own, ch) || !c.startedWith(own.Instr.Parent(), ch) || !c.surely(own) {
			continue
		}
		for _, again := range []func(ch *chans.Object, own, other *closing.Close) bool{c.laterThan, c.calledByBoth} {
			i := slices.IndexFunc(c.closes, func(other *closing.Close) bool { return c.closesOnly(other, ch) && again(ch, own, other) })
			if i >= 0 {
				c.reportBoth(own, c.closes[i])
				return
			}
		}
	}
}

// closesOnly reports whether the close is one of the channel, in the goroutine
// of the function that it is in.
func (c *checker) closesOnly(cl *closing.Close, ch *chans.Object) bool {
	return !cl.Starts() && slices.ContainsFunc(ch.Find(chans.Close), func(op *chans.Op) bool {
		return op.Only && op.Instr == ssa.Instruction(cl.At)
	})
}

// surely reports whether each call of the function around the close closes the
// channel of its receiver or another parameter.
func (c *checker) surely(cl *closing.Close) bool {
	return c.engine.SurelyCloses(cl.Instr.Parent(), cl.At)
}

// startedWith reports whether fn is the body of a goroutine only, one that is
// started wherever the channel is made and given away.
func (c *checker) startedWith(fn *ssa.Function, ch *chans.Object) bool {
	sites, all := c.channels.Callers(fn)
	return all && len(sites) == 1 && sites[0].Go && alwaysBefore(sites[0].Call, ch.Make)
}

// alwaysBefore reports whether every way from the make to the end of the function
// passes the start, unless it returns nil.
func alwaysBefore(start ssa.CallInstruction, made *ssa.MakeChan) bool {
	if start.Parent() != made.Parent() {
		return false
	}
	return !flow.Reaches(flow.After(made), func(instr ssa.Instruction) bool {
		ret, ok := instr.(*ssa.Return)
		if !ok {
			return false
		}
		if len(ret.Results) > 0 {
			k, isConst := ret.Results[0].(*ssa.Const)
			return !isConst || !k.IsNil()
		}
		return true
	}, func(instr ssa.Instruction) bool { return instr == ssa.Instruction(start) })
}

// laterThan reports whether other closes a channel whose goroutine runs
// already: outside of the goroutine and of the function that starts it, and
// without a condition that may prevent it.
func (c *checker) laterThan(ch *chans.Object, own, other *closing.Close) bool {
	fn, goroutine := other.Instr.Parent(), own.Instr.Parent()
	if fn == goroutine || fn == ch.Make.Parent() {
		return false
	}
	if _, deferred := other.Instr.(*ssa.Defer); !deferred && !c.surely(other) {
		return false
	}
	sites, all := c.channels.CallersHere(fn)
	if all && (len(sites) == 0 || !slices.ContainsFunc(sites, func(s chans.Site) bool { return s.Call.Parent() != ch.Make.Parent() })) {
		return false
	}
	return !slices.Contains(c.callers(fn), goroutine) && !slices.ContainsFunc(sites, func(s chans.Site) bool { return s.Go })
}

// calledByBoth reports whether own is the goroutine's call of the function that other
// is written in, and others call that function as well: its users, if it is exported.
func (c *checker) calledByBoth(ch *chans.Object, own, other *closing.Close) bool {
	fn, goroutine := other.Instr.Parent(), own.Instr.Parent()
	if !other.Direct() || own.Direct() || own.At != other.Instr || own.Instr.Common().StaticCallee() != fn || !c.surely(other) {
		return false
	}
	sites, all := c.channels.CallersHere(fn)
	return !all || slices.ContainsFunc(sites, func(s chans.Site) bool {
		caller := s.Call.Parent()
		return !s.Go && caller != goroutine && caller != ch.Make.Parent()
	})
}

func (c *checker) reportBoth(own, other *closing.Close) {
	at, there := c.source.at(other.Instr), c.source.at(own.Instr)
	if at == nil || there == nil {
		return
	}
	c.Report(report.Finding{At: at, Kind: closedByBoth,
		Args:    []any{c.source.operand(other.At), own.Instr.Parent().Name(), c.Line(at.Pos(), there.Pos())},
		Related: []analysis.RelatedInformation{report.Related(there, "the close in the goroutine")}})
}
