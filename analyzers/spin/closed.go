package spin

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/place"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

// A closing is a call of close.
type closing struct {
	pos   token.Pos
	at    place.Place
	field *types.Var // the unexported field that holds the channel
	fn    *ssa.Function
}

func (cl closing) same(other closing) bool {
	return cl.at == other.at || cl.field != nil && cl.field == other.field
}

// receive reports a receive without ok in a loop without another way out, from
// a channel that the package closes.
func (c *checker) receive(loop *flow.Loop, recv *ssa.UnOp) {
	if recv.CommaOk || !loopsOn(loop, recv) {
		return
	}
	ch, ok := channelOf(recv.X)
	if !ok {
		return
	}
	for _, cl := range c.allCloses() {
		if cl.same(ch) {
			c.Report(report.Finding{At: report.At(recv.Pos(), len("<-")), Kind: zeros, Args: []any{c.Line(recv.Pos(), cl.pos)}})
			return
		}
	}
}

// loopsOn reports whether the loop has no exit, and the receive is all that
// it waits for.
func loopsOn(loop *flow.Loop, recv *ssa.UnOp) bool {
	for b := range loopBlocks(loop, recv.Parent()) {
		for _, succ := range b.Succs {
			if !loop.Contains(succ) {
				return false
			}
		}
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.Select:
				return false
			case *ssa.UnOp:
				if instr.Op == token.ARROW && instr != recv {
					return false
				}
			}
		}
	}
	return true
}

// channelOf names the channel by where it is kept.
func channelOf(ch ssa.Value) (closing, bool) {
	if v, ok := ch.(*ssa.ChangeType); ok {
		ch = v.X
	}
	load, ok := ch.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		at, ok := place.Of(ch)
		return closing{at: at}, ok
	}
	if field, ok := load.X.(*ssa.FieldAddr); ok {
		f := flow.Field(field)
		if f == nil || f.Exported() {
			return closing{}, false
		}
		return closing{at: place.Place{Root: ch}, field: f}, true
	}
	at, ok := place.Of(ch)
	return closing{at: at}, ok
}

// closedBySender finds the close of a channel by who sends on it, and does nothing else then
// that could end the loop around a select statement which does not ask whether the channel is closed.
func (c *checker) closedBySender(loop *flow.Loop, sel *ssa.Select, ch ssa.Value) (closing, bool) {
	if asksOk(sel) {
		return closing{}, false
	}
	from, ok := channelOf(ch)
	if !ok || c.assigned(from, sel.Parent(), loop) {
		return closing{}, false // nil may switch the case off
	}
	found, all := closing{}, true
	for _, cl := range c.allCloses() {
		switch {
		case !cl.same(from):
		case cl.fn == sel.Parent() || !c.onlySends(cl):
			all = false
		case found.fn == nil:
			found = cl
		}
	}
	// Where the function makes the channel itself, it may be none of those that the others close.
	return found, found.fn != nil && (all || !c.makes(from, sel.Parent()))
}

// makes reports whether the function sets the field of the channel.
func (c *checker) makes(ch closing, fn *ssa.Function) bool { return c.assigned(ch, fn, nil) }

// asksOk reports whether the second result of a receive in the select statement is used.
func asksOk(sel *ssa.Select) bool {
	return slices.ContainsFunc(*sel.Referrers(), func(ref ssa.Instruction) bool {
		e, ok := ref.(*ssa.Extract)
		return !ok || e.Index == 1 && len(*e.Referrers()) > 0
	})
}

// assigned reports whether the function with the loop, or a function literal of it, sets where
// the channel is kept, but for a channel that is made before the loop.
func (c *checker) assigned(ch closing, fn *ssa.Function, loop *flow.Loop) bool {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			store, ok := instr.(*ssa.Store)
			if !ok {
				continue
			}
			if _, made := store.Val.(*ssa.MakeChan); made && loop != nil && !loop.Contains(b) {
				continue
			}
			if addr, ok := store.Addr.(*ssa.FieldAddr); ok && ch.field != nil && flow.Field(addr) == ch.field {
				return true
			}
		}
	}
	return slices.ContainsFunc(fn.AnonFuncs, func(anon *ssa.Function) bool { return c.assigned(ch, anon, loop) })
}

// onlySends reports whether the function that closes the channel sends on it as well, and
// neither closes another one, nor calls function values such as that which cancels a context.
func (c *checker) onlySends(cl closing) bool {
	sends := false
	for _, b := range cl.fn.Blocks {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.Send:
				ch, ok := channelOf(instr.Chan)
				if !ok || !cl.same(ch) {
					return false
				}
				sends = true
			case *ssa.Select:
				for _, state := range instr.States {
					if state.Dir == types.SendOnly {
						if ch, ok := channelOf(state.Chan); !ok || !cl.same(ch) {
							return false
						}
						sends = true
					}
				}
			case ssa.CallInstruction:
				if !harmless(instr) && instr.Pos() != cl.pos {
					return false
				}
			}
		}
	}
	return sends
}

// harmless reports whether a call can't end somebody else's loop: it is none of a function
// value, such as cancel, nor tells a WaitGroup, nor leads to a channel.
func harmless(call ssa.CallInstruction) bool {
	common := call.Common()
	if b, ok := common.Value.(*ssa.Builtin); ok {
		return b.Name() != "close"
	}
	fn := common.StaticCallee()
	switch {
	case fn == nil:
		return common.IsInvoke()
	case fn.Pkg != call.Parent().Pkg:
		return fn.Pkg == nil || fn.Pkg.Pkg.Path() != "sync"
	}
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.Send, *ssa.Select:
				return false
			case ssa.CallInstruction:
				if b, ok := instr.Common().Value.(*ssa.Builtin); !ok && instr.Common().StaticCallee() == nil || ok && b.Name() == "close" {
					return false
				}
			}
		}
	}
	return true
}

func (c *checker) allCloses() []closing {
	if !c.closed {
		c.closed = true
		c.collectCloses()
	}
	return c.closes
}

func (c *checker) collectCloses() {
	for _, fn := range c.funcs {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				call, ok := instr.(ssa.CallInstruction)
				if !ok {
					continue
				}
				if builtin, ok := call.Common().Value.(*ssa.Builtin); !ok || builtin.Name() != "close" {
					continue
				}
				if cl, ok := channelOf(call.Common().Args[0]); ok {
					cl.pos, cl.fn = call.Pos(), fn
					c.closes = append(c.closes, cl)
				}
			}
		}
	}
}
