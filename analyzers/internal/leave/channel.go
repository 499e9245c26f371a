package leave

import (
	"go/types"
	"sync"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/chans"
	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
)

// A channel is one channel that is looked at, and where its operations are.
type channel struct {
	*chans.Object
	c        *checker
	touches  func() map[*ssa.Function]bool // has an operation on it, or calls or starts something that has
	receives func() map[*ssa.Function]bool // the same for receives in the same goroutine
	counts   map[string]count
	loops    map[*flow.Loop]bool // around receives
}

func (c *checker) newChannel(o *chans.Object) *channel {
	ch := &channel{Object: o, c: c, counts: make(map[string]count)}
	ch.touches = sync.OnceValue(func() map[*ssa.Function]bool { return c.callersOf(o.Ops, true) })
	ch.receives = sync.OnceValue(func() map[*ssa.Function]bool { return c.callersOf(o.Find(chans.Recv), false) })
	ch.loops = make(map[*flow.Loop]bool)
	for _, op := range o.Find(chans.Recv) {
		for loop := c.loopsOf(op.Fn).Innermost(op.Instr.Block()); loop != nil; loop = loop.Parent {
			ch.loops[loop] = true
		}
	}
	return ch
}

// callersOf returns the functions with the operations and all that call them,
// and with spawns all that start them.
func (c *checker) callersOf(ops []*chans.Op, spawns bool) map[*ssa.Function]bool {
	seen := make(map[*ssa.Function]bool)
	var work []*ssa.Function
	for _, op := range ops {
		work = append(work, op.Fn)
	}
	for len(work) > 0 {
		fn := work[len(work)-1]
		work = work[:len(work)-1]
		if seen[fn] {
			continue
		}
		seen[fn] = true
		sites, _ := c.chans.Callers(fn)
		for _, site := range sites {
			if spawns || !site.Go {
				work = append(work, site.Call.Parent())
			}
		}
	}
	return seen
}

// may reports whether v may be the channel.
func (ch *channel) may(v ssa.Value) bool {
	objects, _ := ch.c.chans.Of(v)
	for _, o := range objects {
		if o == ch.Object {
			return true
		}
	}
	return false
}

// must reports whether v is a channel made at this place and no other. Parameters in
// known are, in the call that is looked at.
func (ch *channel) must(v ssa.Value, known map[ssa.Value]bool) bool {
	for {
		if known[v] {
			return true
		}
		conv, ok := v.(*ssa.ChangeType)
		if !ok {
			break
		}
		v = conv.X
	}
	objects, all := ch.c.chans.Of(v)
	return all && len(objects) == 1 && objects[0] == ch.Object
}

// callee returns the function that a call runs, if it is known and has to do
// with the channel, and which of its parameters are the channel.
func (ch *channel) callee(call ssa.CallInstruction, known map[ssa.Value]bool) (*ssa.Function, map[ssa.Value]bool) {
	if call.Common().StaticCallee() == nil {
		return nil, nil // a callback: who knows how often it is called
	}
	fns, _ := ch.c.chans.Callees(call)
	var fn *ssa.Function
	for _, f := range fns {
		if ch.touches()[f] {
			if fn != nil {
				return nil, nil
			}
			fn = f
		}
	}
	if fn == nil {
		return nil, nil
	}
	inside := make(map[ssa.Value]bool)
	if common := call.Common(); !common.IsInvoke() && len(common.Args) == len(fn.Params) {
		for i, arg := range common.Args {
			if _, ok := arg.Type().Underlying().(*types.Chan); ok && ch.must(arg, known) {
				inside[fn.Params[i]] = true
			}
		}
	}
	return fn, inside
}
