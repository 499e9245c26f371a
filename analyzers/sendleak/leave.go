package sendleak

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/chans"
	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/paths"
)

// reportReceiverLeaves finds goroutines that send to a function that may
// return without having received everything.
func (c *checker) reportReceiverLeaves(ch *channel) {
	if ch.Shared || !ch.Cap.Exact || ch.Cap.Min >= paths.Many {
		return
	}
	for _, op := range ch.Ops {
		switch {
		case op.Kind == chans.Recv && op.Where != chans.Same:
			return // others receive as well
		case op.Kind == chans.Send && op.Where != chans.Other:
			return // the receiver or unknown code sends
		case op.Kind == chans.Close && op.Where != chans.Other:
			return // the senders panic, or the receiver knows what it does
		}
	}
	for _, r := range ch.receivers() {
		if !c.onceOnly(r.fn, nil) {
			r.check()
		}
	}
}

// A receiver is a function that makes the channel, or gets it from the function
// that makes it, and receives from it.
type receiver struct {
	*channel
	fn      *ssa.Function
	origin  ssa.Instruction // from where on it holds the channel
	pending int             // sends that are already on their way there
	ops     []*ssa.Send     // those
}

func (ch *channel) receivers() []*receiver {
	var list []*receiver
	seen := make(map[*ssa.Function]bool)
	for _, op := range ch.Find(chans.Recv) {
		if seen[op.Fn] {
			continue
		}
		seen[op.Fn] = true
		for _, b := range op.Fn.Blocks {
			for _, instr := range b.Instrs {
				if r := ch.receiverFrom(instr); r != nil {
					list = append(list, r)
				}
			}
		}
	}
	return list
}

// receiverFrom returns the receiver that begins where the instruction
// makes the channel or returns it from the function that makes it.
func (ch *channel) receiverFrom(instr ssa.Instruction) *receiver {
	r := &receiver{channel: ch, fn: instr.Parent(), origin: instr}
	switch instr := instr.(type) {
	case *ssa.MakeChan:
		if instr != ch.Make {
			return nil
		}
	case *ssa.Call:
		fn, _ := ch.callee(instr, nil)
		if fn == nil || fn != ch.Make.Parent() || !ch.must(instr, nil) {
			return nil
		}
		best, complete := ch.started(fn)
		if !complete || best == nil {
			return nil
		}
		r.pending = best.Counter
		for _, step := range best.Steps() {
			r.ops = append(r.ops, ch.sendsAt(step.Instr, nil)...)
		}
	default:
		return nil
	}
	return r
}

// started returns the path of the function that makes the channel on which the most
// sends are started.
func (ch *channel) started(fn *ssa.Function) (*paths.Path, bool) {
	search := &paths.Search{From: flow.After(ch.Make), Effect: func(instr ssa.Instruction) []paths.Alt {
		return ch.sendEffect(instr, nil)
	}}
	return search.Max()
}

// check follows the paths on which the receiver leaves and reports where
// more is sent than is received and fits into the buffer.
func (r *receiver) check() {
	var first, worst *paths.Path
	sentinel := r.mayEndBySentinel()
	search := &paths.Search{
		From:   flow.After(r.origin),
		Start:  r.pending,
		Effect: r.effect,
		Edge:   func(from, to *ssa.BasicBlock) bool { return r.edge(from, to, sentinel) },
		End:    func(instr ssa.Instruction) bool { return instr == r.origin },
	}
	complete := search.Each(func(p *paths.Path) bool {
		if p.Counter <= int(r.Cap.Min) || r.handsOn(p.Last) {
			return true
		}
		if p.Counter == paths.Many && r.Cap.Min > 1 {
			return true // the buffer may have been chosen to be large enough
		}
		if first == nil {
			first = p
		}
		if worst == nil || p.Counter > worst.Counter {
			worst = p
		}
		return true
	})
	switch {
	case !complete:
		r.c.Debugf(r.origin.Pos(), "too many paths")
	case first != nil:
		r.report(first, worst)
	}
}

// handsOn reports whether a return gives the channel to the caller.
func (r *receiver) handsOn(last ssa.Instruction) bool {
	ret, ok := last.(*ssa.Return)
	if !ok {
		return false
	}
	for _, v := range ret.Results {
		if r.may(v) {
			return true
		}
	}
	return false
}

// edge leaves out the ends of loops that receive as often as they have to, and, if a value
// that was received may say that it is the last one, the branches that it decides.
func (r *receiver) edge(from, to *ssa.BasicBlock, sentinel bool) bool {
	loop := r.c.loopsOf(r.fn).Innermost(from)
	leaves := loop != nil && !loop.Contains(to)
	cond, ok := from.Instrs[len(from.Instrs)-1].(*ssa.If)
	if !ok || loop != nil && !leaves {
		return true
	}
	received := r.dependsOnReceived(cond.Cond)
	if leaves && r.loops[loop] && !received && (paths.Counted(from) || exhausted(from)) {
		return false
	}
	return !sentinel || !received
}

// exhausted reports whether the block ends a range over a map or string, or
// over a channel that is closed.
func exhausted(b *ssa.BasicBlock) bool {
	cond, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
	if !ok {
		return false
	}
	extract, ok := cond.Cond.(*ssa.Extract)
	if !ok {
		return false
	}
	_, ok = extract.Tuple.(*ssa.Next)
	return ok && extract.Index == 0
}

// effect counts what is sent to and received by the receiver.
func (r *receiver) effect(instr ssa.Instruction) []paths.Alt {
	switch instr := instr.(type) {
	case *ssa.UnOp:
		if instr.Op == token.ARROW {
			return r.receive(instr.X, instr.CommaOk)
		}
	case *ssa.Select:
		return r.selects(instr)
	case ssa.CallInstruction:
		return r.calls(instr)
	}
	return nil
}

var stop = []paths.Alt{{Stop: true}}

func (r *receiver) receive(x ssa.Value, commaOk bool) []paths.Alt {
	switch {
	case r.must(x, nil):
		return []paths.Alt{{Add: -1, Got: commaOk}}
	case r.may(x) || r.signals(x):
		return stop
	}
	return nil
}

func (r *receiver) selects(sel *ssa.Select) []paths.Alt {
	alts := paths.AnyCase(sel)
	for i, state := range sel.States {
		for _, alt := range r.receive(state.Chan, true) {
			alt.Case = i
			alts[i] = alt
		}
	}
	return alts
}

func (r *receiver) calls(call ssa.CallInstruction) []paths.Alt {
	if waits(call) || failsTest(call) {
		return stop
	}
	if chans.Spawns(call) {
		return r.sendEffect(call, nil)
	}
	fns, _ := r.c.chans.Callees(call)
	for _, fn := range fns {
		if r.receives[fn] {
			return stop // it receives in the helper
		}
	}
	if other := r.receiverFrom(call); other != nil {
		return nil // it makes another channel
	}
	return r.sendEffect(call, nil)
}

// waits reports whether the call waits for goroutines by other means.
func waits(call ssa.CallInstruction) bool {
	common := call.Common()
	if common.IsInvoke() {
		return common.Method.Name() == "Wait"
	}
	fn := common.StaticCallee()
	return fn != nil && fn.Name() == "Wait"
}

// failsTest reports whether the call marks a test as failed: what leaks then is
// nobody's concern.
func failsTest(call ssa.CallInstruction) bool {
	var fn *types.Func
	if callee := call.Common().StaticCallee(); callee != nil {
		fn, _ = callee.Object().(*types.Func)
	} else {
		fn = call.Common().Method
	}
	if fn == nil || fn.Pkg() == nil || fn.Pkg().Path() != "testing" {
		return false
	}
	return fn.Name() == "Error" || fn.Name() == "Errorf" || fn.Name() == "Fail"
}

// signals reports whether receiving from x tells that a sending goroutine
// is past its send: the goroutines that send on this channel are the only
// ones that signal x.
func (r *receiver) signals(x ssa.Value) bool {
	objects, all := r.c.chans.Of(x)
	if !all || len(objects) != 1 {
		return false
	}
	senders := make(map[*ssa.Function]bool)
	for _, op := range r.Find(chans.Send) {
		senders[op.Fn] = true
	}
	signals := objects[0].Find(chans.Send, chans.Close)
	for _, op := range signals {
		if !senders[op.Fn] || !op.Only {
			return false
		}
	}
	return len(signals) > 0
}

// mayEndBySentinel reports whether a sender of several values may tell by one
// of them that it was the last.
func (r *receiver) mayEndBySentinel() bool {
	for _, op := range r.Find(chans.Send) {
		send, ok := op.Instr.(*ssa.Send)
		if !ok {
			return true
		}
		if r.calledAgain(op.Fn) || r.sends(op.Fn, nil).n != 1 && r.mayBeLast(send) {
			return true
		}
	}
	return false
}

// calledAgain reports whether fn is called by another function of the sending
// goroutine, so that its sends are not all that the goroutine sends.
func (r *receiver) calledAgain(fn *ssa.Function) bool {
	sites, _ := r.c.chans.Callers(fn)
	for _, site := range sites {
		if !site.Go {
			return true
		}
	}
	return false
}

// mayBeLast reports whether the function can return after the send without
// coming back to the head of the loop around it.
func (r *receiver) mayBeLast(send *ssa.Send) bool {
	loop := r.c.loopsOf(send.Parent()).Innermost(send.Block())
	if loop == nil {
		return true
	}
	return flow.Reaches(flow.After(send), isReturn, func(instr ssa.Instruction) bool {
		b := instr.Block()
		if instr != b.Instrs[len(b.Instrs)-1] {
			return false
		}
		return b == loop.Head || loop.Contains(b) && (paths.Counted(b) || exhausted(b))
	})
}

func isReturn(instr ssa.Instruction) bool {
	_, ok := instr.(*ssa.Return)
	return ok
}

// dependsOnReceived reports whether a value is computed from one that was
// received.
func (r *receiver) dependsOnReceived(v ssa.Value) bool {
	return r.depends(v, make(map[ssa.Value]bool))
}

func (r *receiver) depends(v ssa.Value, seen map[ssa.Value]bool) bool {
	if seen[v] {
		return false
	}
	seen[v] = true
	instr, ok := v.(ssa.Instruction)
	if !ok {
		return false
	}
	switch v := v.(type) {
	case *ssa.UnOp:
		if v.Op == token.ARROW && r.may(v.X) {
			return true
		}
	case *ssa.Select:
		for _, state := range v.States {
			if r.may(state.Chan) {
				return true
			}
		}
	case *ssa.Extract:
		if isSelect(v.Tuple) && v.Index == 0 {
			return false // which case, not what was received
		}
	case *ssa.Alloc:
		for _, ref := range *v.Referrers() {
			if store, ok := ref.(*ssa.Store); ok && store.Addr == v && r.depends(store.Val, seen) {
				return true
			}
		}
	}
	for _, op := range instr.Operands(nil) {
		if *op != nil && r.depends(*op, seen) {
			return true
		}
	}
	return false
}

func isSelect(v ssa.Value) bool {
	_, ok := v.(*ssa.Select)
	return ok
}
