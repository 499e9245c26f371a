package leave

import (
	"go/token"

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
	if c.mindful(ch) {
		return
	}
	for _, r := range ch.receivers() {
		if !c.onceOnly(r.fn, nil) {
			r.check()
		}
	}
}

// mindful reports whether a sending goroutine sends, instead of on this channel, on one with a
// buffer that the same function makes: its author knows that the receiver leaves, and when
// each of the two is sent on.
func (c *checker) mindful(ch *channel) bool {
	for _, o := range c.chans.Objects {
		if o.Make == nil || o == ch.Object || o.Make.Parent() != ch.Make.Parent() || o.Cap.Min == 0 {
			continue
		}
		for _, other := range o.Find(chans.Send) {
			for _, op := range ch.Find(chans.Send) {
				if op.Only && other.Only && op.Fn == other.Fn && apart(op.Instr, other.Instr) && apart(other.Instr, op.Instr) {
					return true
				}
			}
		}
	}
	return false
}

// apart reports whether control does not come from one instruction to the other.
func apart(from, to ssa.Instruction) bool {
	return !flow.Reaches(flow.After(from), func(instr ssa.Instruction) bool { return instr == to }, nil)
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
		if r.Cap.Min > 0 && (p.Counter == paths.Many || repeated(p)) {
			for _, step := range p.Steps() {
				for _, send := range r.sendsAt(step.Instr, nil) {
					r.c.res.Enough = append(r.c.res.Enough, send.Pos())
				}
			}
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
		r.c.res.GaveUp = append(r.c.res.GaveUp, r.origin.Pos())
	case first != nil:
		r.report(first, worst)
	}
}

// repeated reports whether a path comes to the same sends again and again, round a loop that
// receives as well: how many are under way at a time is not known.
func repeated(p *paths.Path) bool {
	seen := make(map[ssa.Instruction]bool)
	for _, step := range p.Steps() {
		if step.Alt.Add > 0 && seen[step.Instr] {
			return true
		}
		seen[step.Instr] = true
	}
	return false
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
	if r.skips(from, to) {
		return false
	}
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

// skips reports whether a branch leaves out a loop that receives as often as a number says, because that is
// zero: a range over an integer asks before its first round.
func (r *receiver) skips(from, to *ssa.BasicBlock) bool {
	cond, ok := from.Instrs[len(from.Instrs)-1].(*ssa.If)
	if !ok {
		return false
	}
	cmp, ok := cond.Cond.(*ssa.BinOp)
	if !ok || cmp.Op != token.LSS || !paths.Counted(from) || to != from.Succs[1] {
		return false
	}
	zero, ok := cmp.X.(*ssa.Const)
	loop := r.c.loopsOf(r.fn).Innermost(from.Succs[0])
	return ok && zero.Value != nil && zero.Int64() == 0 && r.loops[loop] && !loop.Contains(from) && !loop.Contains(to)
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
