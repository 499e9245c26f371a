package leave

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/chans"
	"github.com/gocorelint/gocorelint/analyzers/internal/ctxlife"
	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

// reportReplyDropped finds answers that nobody takes any more: a function hands a request with
// an unbuffered channel over, or a literal that sends on one, and waits for the answer no longer than a timeout or a context
// of its caller says. Nobody else receives from the channel.
func (c *checker) reportReplyDropped(ch *channel) {
	if !ch.Cap.Unbuffered() || ch.Open && !onlySendsLeave(ch.Make) || !ch.Shared && !c.byCallback(ch) {
		return
	}
	asks := ch.Fn()
	var answer *chans.Op
	for _, op := range ch.Ops {
		switch {
		case op.Kind == chans.Recv && op.Fn == asks && op.Only:
		case op.Kind != chans.Send || op.Fn == asks:
			return // somebody else receives, or it is closed or asked for its length
		case !op.Blocking():
			return // who answers knows that nobody may wait
		case op.Where != 0 && answer == nil && c.eachItsOwn(op):
			answer = op
		}
	}
	if answer == nil || c.onlyTested(asks.Pos(), answer.Pos) || c.onceOnly(asks, nil) || c.callersOf(ch.Find(chans.Send), false)[asks] {
		return
	}
	for _, op := range ch.Find(chans.Recv) {
		if op.Select == nil || !op.Select.Blocking {
			continue
		}
		if leaves := ch.givesUp(op.Select); leaves.IsValid() {
			act := nameOf(asks) + " leaves"
			c.found(ReceiverLeaves, report.Finding{
				At:   report.At(answer.Pos, len("<-")),
				Args: []any{act, leaves, 1},
				Related: []analysis.RelatedInformation{
					report.Related(report.At(ch.Pos(), 1), "the channel is made here"),
					report.Related(report.At(leaves, 1), "%s here without receiving", act),
				},
			})
			return
		}
	}
}

// byCallback reports whether all that sends on a channel are literals that the function which makes it hands
// over, and that others call, in a goroutine that runs anyway.
func (c *checker) byCallback(ch *channel) bool {
	sends := ch.Find(chans.Send)
	for _, op := range sends {
		sites, all := c.chans.Callers(op.Fn)
		if !all || len(sites) == 0 || op.Fn.Parent() != ch.Fn() || op.Where != chans.Other ||
			slices.ContainsFunc(sites, func(s chans.Site) bool { return s.Go || s.Call.Common().StaticCallee() != nil }) {
			return false
		}
	}
	return len(sends) > 0
}

// onlySendsLeave reports whether the function that makes a channel gives it away as one that
// can only be sent on. Then nobody else receives, whoever has it.
func onlySendsLeave(made *ssa.MakeChan) bool {
	for _, ref := range *made.Referrers() {
		switch ref := ref.(type) {
		case *ssa.ChangeType:
			if t, ok := ref.Type().Underlying().(*types.Chan); !ok || t.Dir() != types.SendOnly {
				return false
			}
		case *ssa.UnOp, *ssa.DebugRef:
		case *ssa.Select:
			if slices.ContainsFunc(ref.States, func(s *ssa.SelectState) bool { return s.Send == ssa.Value(made) }) {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// eachItsOwn reports whether a loop around a send takes another channel each time.
func (c *checker) eachItsOwn(op *chans.Op) bool {
	loop := c.loopsOf(op.Fn).Innermost(op.Instr.Block())
	if loop == nil {
		return true
	}
	v := op.Chan
	for {
		switch x := v.(type) {
		case *ssa.UnOp:
			if x.Op == token.ARROW {
				return loop.Contains(x.Block())
			}
			v = x.X
		case *ssa.FieldAddr:
			v = x.X
		case *ssa.Field:
			v = x.X
		case *ssa.ChangeType:
			v = x.X
		case *ssa.Alloc:
			return loop.Contains(x.Block())
		case *ssa.Extract:
			return loop.Contains(x.Block())
		default:
			return false
		}
	}
}

// givesUp returns where the select statement goes on without the answer, because of a timeout or
// a context that the caller has passed, and the function then returns and tells nobody.
func (ch *channel) givesUp(sel *ssa.Select) token.Pos {
	for i, state := range sel.States {
		if state.Dir != types.RecvOnly || !patience(state.Chan) {
			continue
		}
		_, to, ok := flow.CaseOf(sel, i)
		if !ok {
			continue
		}
		from := flow.Point{Block: to}
		receives := func(instr ssa.Instruction) bool {
			return instr == ssa.Instruction(sel) || slices.ContainsFunc(ch.Ops, func(op *chans.Op) bool { return op.Instr == instr })
		}
		if flow.Reaches(from, flow.IsReturn, receives) && !flow.Reaches(from, tells, receives) && !defersMore(sel.Parent()) {
			return state.Pos
		}
	}
	return token.NoPos
}

// patience reports whether a channel is that of a timer, or of a context that ends when the caller
// wants it or after some time.
func patience(ch ssa.Value) bool {
	if phi, ok := ch.(*ssa.Phi); ok {
		return !slices.ContainsFunc(phi.Edges, func(v ssa.Value) bool { return !flow.IsNil(v) && !flow.IsClock(v) })
	}
	if flow.IsClock(ch) {
		return true
	}
	ctx := ctxlife.DoneOf(ch)
	if ctx == nil {
		return false
	}
	for _, param := range ch.Parent().Params {
		if ctxlife.IsContext(param.Type()) && ctxlife.Made(ctx, param) {
			return true
		}
	}
	made, ok := ctx.(*ssa.Extract)
	if !ok {
		return false
	}
	call, ok := made.Tuple.(*ssa.Call)
	return ok && (know.Is(flow.StaticCallee(&call.Call), "context.WithTimeout") || know.Is(flow.StaticCallee(&call.Call), "context.WithDeadline"))
}

// tells reports whether an instruction may tell whoever answers that nobody waits any more.
func tells(instr ssa.Instruction) bool {
	switch instr := instr.(type) {
	case *ssa.Send, *ssa.Select, *ssa.MapUpdate, *ssa.Go, *ssa.Defer:
		return true
	case *ssa.UnOp:
		return instr.Op == token.ARROW
	case *ssa.Store:
		return !flow.InLocal(instr.Addr)
	case *ssa.Call:
		return !quiet(&instr.Call)
	}
	return false
}

// quiet reports whether a call changes nothing that the goroutine which answers could see.
func quiet(call *ssa.CallCommon) bool {
	if b, ok := call.Value.(*ssa.Builtin); ok {
		return b.Name() != "close" && b.Name() != "delete"
	}
	if flow.Quick(call) {
		return true
	}
	fn := flow.Callee(call)
	return fn != nil && fn.Pkg() != nil && (know.Inert(fn) || fn.Pkg().Path() == "context" && fn.Name() != "AfterFunc")
}

// defersMore reports whether a function defers what may tell others that it has left.
func defersMore(fn *ssa.Function) bool {
	life := ctxlife.Of(fn)
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if d, ok := instr.(*ssa.Defer); ok && !quiet(&d.Call) && !life.IsCancel(d) {
				return true
			}
		}
	}
	return false
}
