package timerchan

import (
	"go/constant"
	"go/token"
	"go/types"
	"time"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/place"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

// A clock is a channel of time in a select statement, with a period that is a constant.
type clock struct {
	call   *ssa.Call // makes the timer
	period time.Duration
	ticks  bool // again and again, without being set anew
}

// never reports a timer that is set anew for each select statement, beside a clock
// that always comes first.
func (c *checker) never() {
	for _, fn := range c.funcs {
		var loops *flow.Loops
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				sel, ok := instr.(*ssa.Select)
				if !ok || len(sel.States) < 2 {
					continue
				}
				if loops == nil {
					loops = flow.LoopsOf(fn)
				}
				c.neverIn(sel, loops.Innermost(b))
			}
		}
	}
}

func (c *checker) neverIn(sel *ssa.Select, loop *flow.Loop) {
	var clocks []*clock
	for _, state := range sel.States {
		if state.Dir != types.RecvOnly {
			continue
		}
		if k := clockOf(state.Chan, sel); k != nil && (k.ticks || sameRound(k.call, sel, loop)) {
			clocks = append(clocks, k)
		}
	}
	for _, late := range clocks {
		if late.ticks {
			continue
		}
		for _, early := range clocks {
			if early.period >= late.period {
				continue
			}
			c.Report(report.Finding{At: report.At(late.call.Pos(), 1), Kind: neverFires,
				Args: []any{late.period, c.Line(late.call.Pos(), early.call.Pos()), early.period}})
			return
		}
	}
}

// sameRound reports whether the timer is made in each round in which control comes to the
// select statement.
func sameRound(made *ssa.Call, sel *ssa.Select, loop *flow.Loop) bool {
	if loop == nil {
		return made.Block() == sel.Block()
	}
	return loop.Contains(made.Block()) && made.Block().Dominates(sel.Block())
}

// clockOf is the clock behind a channel, nil if it is none or may be set in another way.
func clockOf(ch ssa.Value, sel *ssa.Select) *clock {
	call, ok := ch.(*ssa.Call)
	if !ok {
		ptr := timerBehind(ch)
		if ptr == nil {
			return nil
		}
		if load, ok := ptr.(*ssa.UnOp); ok {
			ptr = place.StoredOnce(load.X)
		}
		if call, ok = ptr.(*ssa.Call); !ok || !onlyReceived(call, sel) {
			return nil
		}
	}
	fn := flow.StaticCallee(&call.Call)
	if fn == nil {
		return nil
	}
	k := &clock{call: call}
	switch know.Name(fn) {
	case "time.After", "time.NewTimer":
	case "time.Tick", "time.NewTicker":
		k.ticks = true
	default:
		return nil
	}
	d, ok := call.Call.Args[0].(*ssa.Const)
	if !ok || d.Value == nil || d.Value.Kind() != constant.Int || constant.Sign(d.Value) <= 0 {
		return nil
	}
	k.period = time.Duration(d.Int64())
	return k
}

// onlyReceived reports whether nothing is done with the timer but to receive in the select statement,
// and to stop it when the function returns.
func onlyReceived(timer *ssa.Call, sel *ssa.Select) bool {
	var visit func(v ssa.Value) bool
	visit = func(v ssa.Value) bool {
		for _, ref := range *v.Referrers() {
			switch ref := ref.(type) {
			case *ssa.DebugRef:
			case *ssa.Defer:
				if _, ok := method(ref, "Stop"); !ok {
					return false
				}
			case *ssa.Call:
				if _, ok := method(ref, "Stop"); !ok || flow.Reaches(flow.After(ref), func(i ssa.Instruction) bool { return i == sel }, nil) {
					return false
				}
			case *ssa.FieldAddr:
				if !receivedIn(ref, sel) {
					return false
				}
			case *ssa.Store:
				variable, ok := ref.Addr.(*ssa.Alloc)
				if !ok || ref.Val != v || place.StoredOnce(variable) != v || !loadsOf(variable, visit) {
					return false
				}
			default:
				return false
			}
		}
		return true
	}
	return visit(timer)
}

// loadsOf visits the values that are loaded from a variable, also in function literals.
func loadsOf(variable ssa.Value, visit func(ssa.Value) bool) bool {
	for _, ref := range *variable.Referrers() {
		switch ref := ref.(type) {
		case *ssa.UnOp:
			if !visit(ref) {
				return false
			}
		case *ssa.MakeClosure:
			for i, b := range ref.Bindings {
				if b == variable && !loadsOf(ref.Fn.(*ssa.Function).FreeVars[i], visit) {
					return false
				}
			}
		}
	}
	return true
}

// receivedIn reports whether the field C is used in the select statement only.
func receivedIn(field *ssa.FieldAddr, sel *ssa.Select) bool {
	for _, ref := range *field.Referrers() {
		load, ok := ref.(*ssa.UnOp)
		if !ok || load.Op != token.MUL {
			return false
		}
		for _, ref := range *load.Referrers() {
			if ref != ssa.Instruction(sel) {
				return false
			}
		}
	}
	return true
}
