// Package closing is the engine that knows what surely happens to a channel
// once it is closed: a second close, a send, in the same function, in the
// deferred calls, in the functions and goroutines that it calls and starts.
//
// It follows one channel at a time along the control-flow graph, through the
// values and places that hold it, with what is known about the conditions on the
// way. A branch that is not known counts as taken by fate: what follows is sure
// only if it happens on both sides. The exceptions are branches that a program
// takes both ways as a matter of course, such as an error of a call, or another
// iteration of a loop over numbers.
package closing

import (
	"go/token"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
)

// maxDepth bounds how many calls deep a channel is followed, maxNodes how many
// states of one function are looked at for one question.
const (
	maxDepth = 4
	maxNodes = 500
	maxWalks = 1000 // through one function, to see whether a load is of the channel
)

// An Engine answers for the functions of one package. It is for one goroutine.
type Engine struct {
	pkg    *flow.Package
	fields *fieldUses
	lists  map[*ssa.Function][]effect
	memo   map[question]*answer
	walks  map[*ssa.Function]int
	debugf func(pos token.Pos, format string, args ...any)
}

// New prepares the engine. What it gives up on is told to debugf.
func New(pkg *flow.Package, debugf func(pos token.Pos, format string, args ...any)) *Engine {
	return &Engine{
		pkg:    pkg,
		fields: fieldUsesOf(pkg),
		lists:  make(map[*ssa.Function][]effect),
		memo:   make(map[question]*answer),
		walks:  make(map[*ssa.Function]int),
		debugf: debugf,
	}
}

// A Close is an instruction that surely closes a channel: a close statement, a
// call or go statement of a function that closes it on every path, or a
// defer statement of such a call.
type Close struct {
	Instr ssa.CallInstruction
	// At is where the close itself is written, Instr or in a callee.
	At ssa.CallInstruction

	value ssa.Value // the channel, if it is a value at Instr
	place place     // or where it is kept
}

// Direct reports whether the close is written at Instr itself.
func (c *Close) Direct() bool { return c.Instr == c.At }

// Starts reports whether the close runs in a goroutine that Instr starts.
func (c *Close) Starts() bool { return starts(c.Instr) }

// An Op is what happens to a channel.
type Op int

// The operations that panic on a closed channel.
const (
	OpClose Op = iota
	OpSend
)

// A Hit is an operation on a channel that is closed already.
type Hit struct {
	Op    Op
	Instr ssa.Instruction // in the function of the question
	At    ssa.Instruction // where the operation is written, Instr or in a callee
	Case  int             // of At, if that is a select statement
}

// Starts reports whether the operation runs in a goroutine that Instr starts.
func (h *Hit) Starts() bool {
	call, ok := h.Instr.(ssa.CallInstruction)
	return ok && starts(call)
}

// Deferred reports whether the operation runs in a call that Instr defers.
func (h *Hit) Deferred() bool {
	_, ok := h.Instr.(*ssa.Defer)
	return ok
}

// Closes lists the instructions of fn that surely close a channel, in the
// order of the code.
func (e *Engine) Closes(fn *ssa.Function) []*Close {
	var closes []*Close
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if call, ok := instr.(ssa.CallInstruction); ok {
				closes = append(closes, e.closesOf(call)...)
			}
		}
	}
	return closes
}

func (e *Engine) closesOf(call ssa.CallInstruction) []*Close {
	if ch := closedBy(call); ch != nil {
		c := &Close{Instr: call, At: call, value: ch}
		c.place, _ = placeOfLoad(ch)
		return []*Close{c}
	}
	callee, bound := calleeOf(call)
	if callee == nil {
		return nil
	}
	var closes []*Close
	for _, eff := range e.effects(callee, 1) {
		if c := eff.in(call, bound); c != nil {
			closes = append(closes, c)
		}
	}
	return closes
}

// After tells what surely happens to the channel of c after c has run.
// A deferred c is taken to run at the end: then only another deferred close is
// found, since an explicit one before it has a question of its own.
func (e *Engine) After(c *Close) (*Hit, bool) {
	fn := c.Instr.Parent()
	if Recovers(fn) {
		return nil, false
	}
	st := e.stateAt(c)
	if st == nil {
		return nil, false
	}
	w := e.newWalker(fn, 0)
	_, w.deferred = c.Instr.(*ssa.Defer)
	w.closeOnly = c.Starts()
	hit := w.run(flow.After(c.Instr), st)
	if hit == nil || c.Starts() && !hit.Starts() && waits(c.At.Parent()) {
		return nil, false
	}
	return hit, true
}

// waits reports whether the function may wait for something before it closes the
// channel, so that it may be meant never to come to that.
func waits(fn *ssa.Function) bool {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.Select, *ssa.Send:
				return true
			case *ssa.UnOp:
				if instr.Op == token.ARROW {
					return true
				}
			case *ssa.Call:
				if closedBy(instr) == nil && !harmless(instr) {
					return true
				}
			}
		}
	}
	return false
}

// closedBy returns the operand of a call of the builtin close.
func closedBy(call ssa.CallInstruction) ssa.Value {
	if b, ok := call.Common().Value.(*ssa.Builtin); ok && b.Name() == "close" {
		return call.Common().Args[0]
	}
	return nil
}

// Recovers reports whether a deferred function of fn recovers from panics, so
// that they may be on purpose.
func Recovers(fn *ssa.Function) bool {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if d, ok := instr.(*ssa.Defer); ok && mayRecover(d) {
				return true
			}
		}
	}
	return false
}

func mayRecover(d *ssa.Defer) bool {
	callee, _ := calleeOf(d)
	if callee == nil {
		return false
	}
	for _, b := range callee.Blocks {
		for _, instr := range b.Instrs {
			if call, ok := instr.(*ssa.Call); ok {
				if b, ok := call.Call.Value.(*ssa.Builtin); ok && b.Name() == "recover" {
					return true
				}
			}
		}
	}
	return false
}
