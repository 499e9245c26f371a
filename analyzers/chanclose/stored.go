package chanclose

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/closing"
	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/lockstate"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

// A listed channel is one that was looked up in a map or a list, by itself or as a field of what is there.
type listed struct {
	list *types.Var      // the field that the map or the list is in
	part *types.Var      // the field of an element, nil where the channels are the elements
	at   ssa.Instruction // the lookup
}

// checkListed looks for a channel that a sender looks up under a lock, and sends on without it, while others close what
// is in the list under the lock: the close may come between the lookup and the send.
func (c *checker) checkListed(funcs []*ssa.Function) {
	closes := make(map[[2]*types.Var][]*ssa.Call)
	for _, cl := range c.closes {
		call, ok := cl.Instr.(*ssa.Call)
		if !ok || !cl.Direct() {
			continue
		}
		if l, ok := listedAt(call.Call.Args[0]); ok {
			key := [2]*types.Var{l.list, l.part}
			closes[key] = append(closes[key], call)
		}
	}
	if len(closes) == 0 {
		return
	}
	for _, fn := range funcs {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				for _, s := range sendsOf(instr) {
					c.checkListedSend(instr, s, closes)
				}
			}
		}
	}
}

func (c *checker) checkListedSend(instr ssa.Instruction, s aSend, closes map[[2]*types.Var][]*ssa.Call) {
	l, ok := listedAt(s.ch)
	if !ok {
		return
	}
	for _, call := range closes[[2]*types.Var{l.list, l.part}] {
		if lock := c.overtakes(call, instr, l); lock != nil {
			c.reportListed(call, s.pos, l, lock)
			return
		}
	}
}

type aSend struct {
	ch  ssa.Value
	pos token.Pos
}

func sendsOf(instr ssa.Instruction) (list []aSend) {
	switch instr := instr.(type) {
	case *ssa.Send:
		list = append(list, aSend{instr.Chan, instr.Pos()})
	case *ssa.Select:
		for _, state := range instr.States {
			if state.Dir == types.SendOnly {
				list = append(list, aSend{state.Chan, state.Pos})
			}
		}
	}
	return list
}

// listedAt finds the list that a channel was looked up in.
func listedAt(ch ssa.Value) (l listed, ok bool) {
	v := ch
	if load, ok := v.(*ssa.UnOp); ok && load.Op == token.MUL {
		if part, ok := load.X.(*ssa.FieldAddr); ok {
			l.part, v = flow.Field(part), part.X
		}
	}
	switch x := v.(type) {
	case *ssa.Extract:
		switch tuple := x.Tuple.(type) {
		case *ssa.Lookup:
			l.list, l.at = fieldOf(tuple.X), tuple
		case *ssa.Next:
			if over, ok := tuple.Iter.(*ssa.Range); ok && x.Index == 2 {
				l.list, l.at = fieldOf(over.X), tuple
			}
		}
	case *ssa.Lookup:
		l.list, l.at = fieldOf(x.X), x
	case *ssa.UnOp:
		if elem, ok := x.X.(*ssa.IndexAddr); ok && x.Op == token.MUL {
			l.list, l.at = fieldOf(elem.X), x
		}
	}
	return l, l.list != nil
}

// fieldOf is the field that a map, a slice or a channel is read from.
func fieldOf(v ssa.Value) *types.Var {
	load, ok := v.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return nil
	}
	field, ok := load.X.(*ssa.FieldAddr)
	if !ok {
		return nil
	}
	return flow.Field(field)
}

// overtakes returns the lock that both the lookup and the close have, while the send has it no more; nil if there is none,
// or if the close can't come between them.
func (c *checker) overtakes(last *ssa.Call, send ssa.Instruction, l listed) types.Object {
	sender, closer := send.Parent(), last.Parent()
	f, g := c.locks.Func(sender), c.locks.Func(closer)
	if f == nil || f.GaveUp || closing.Recovers(sender) || !c.apart(sender, closer) || waitsBefore(last) {
		return nil
	}
	for _, held := range f.Held(l.at) {
		class := held.Lock.Class()
		if class == nil || f.MayHold(send, class) || c.locks.MayBeHeldBefore(sender, class) {
			continue
		}
		if _, before := c.locks.HeldBefore(closer)[class]; before || g != nil && holds(g, last, class) {
			return class
		}
	}
	return nil
}

func holds(f *lockstate.Func, at ssa.Instruction, class types.Object) bool {
	return slices.ContainsFunc(f.Held(at), func(held lockstate.Held) bool { return held.Lock.Class() == class })
}

// waitsBefore reports whether the closer waits for somebody first.
func waitsBefore(last *ssa.Call) bool {
	for _, b := range last.Parent().Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(*ssa.Call)
			if !ok {
				continue
			}
			if fn := flow.Callee(call.Common()); fn != nil && strings.HasPrefix(fn.Name(), "Wait") {
				return true
			}
		}
	}
	return false
}

func (c *checker) reportListed(last *ssa.Call, send token.Pos, l listed, lock types.Object) {
	at := c.source.at(last)
	if at == nil {
		return
	}
	c.Report(report.Finding{At: report.At(send, len("<-")), Kind: closedSinceLookup,
		Args: []any{lock.Name(), c.Line(send, l.at.Pos()), c.Line(send, at.Pos())},
		Related: []analysis.RelatedInformation{
			report.Related(report.At(l.at.Pos(), 1), "here the channel is looked up"),
			report.Related(at, "and here it is closed"),
		}})
}
