package maploop

import (
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
)

// An action is one instruction that an iteration may execute.
type action struct {
	instr ssa.Instruction
	frame *frame
}

const (
	maxDepth   = 3    // calls that are followed into each other
	maxActions = 5000 // instructions of one body
)

// walk collects what the body does. Calls that start a goroutine or are
// deferred don't happen in an iteration.
func (l *Loop) walk() {
	if l.actions != nil {
		return
	}
	for _, b := range l.blocks {
		l.walkBlock(b, l.frame, 0)
	}
}

func (l *Loop) walkBlock(b *ssa.BasicBlock, f *frame, depth int) {
	for _, instr := range b.Instrs {
		if len(l.actions) >= maxActions {
			l.Bounded = true
			return
		}
		l.actions = append(l.actions, action{instr, f})
		call, ok := instr.(*ssa.Call)
		if !ok {
			continue
		}
		if g := callee(call, f); g == nil {
			l.dynamic = l.dynamic || isDynamic(call)
		} else if depth == maxDepth {
			l.Bounded = true
		} else {
			for _, b := range g.fn.Blocks {
				l.walkBlock(b, g, depth+1)
			}
		}
	}
}

// callee returns the frame that a call makes, or nil if the function is not
// known, has no body here, or is active already.
func callee(call *ssa.Call, f *frame) *frame {
	if body := yieldBody(call); body != nil {
		return &frame{fn: body.Fn.(*ssa.Function), closure: body, yieldOf: call, call: call, caller: f}
	}
	g := &frame{args: call.Call.Args, call: call, caller: f}
	switch fn := f.funcValue(call.Call.Value).(type) {
	case *ssa.Function:
		g.fn = fn
	case *ssa.MakeClosure:
		g.fn, g.closure = fn.Fn.(*ssa.Function), fn
	}
	if g.fn != nil && g.fn.Blocks == nil && g.fn.Origin() != nil {
		g.fn = g.fn.Origin()
	}
	if g.fn == nil || g.fn.Blocks == nil {
		return nil
	}
	for h := f; h != nil; h = h.caller {
		if h.fn == g.fn {
			return nil
		}
	}
	return g
}

// funcValue follows a called value to the function or literal: f := func() {…}; f().
func (f *frame) funcValue(v ssa.Value) ssa.Value {
	switch v.(type) {
	case *ssa.Function, *ssa.MakeClosure:
		return v
	}
	p, _ := f.placeOf(v)
	if p.path != "" {
		return nil
	}
	return p.root
}

func isDynamic(call *ssa.Call) bool {
	_, builtin := call.Call.Value.(*ssa.Builtin)
	return !builtin && call.Call.StaticCallee() == nil
}

// A condition is what an instruction hangs on: whether it is executed in an
// iteration depends on the value. On the way to it the value is want, if
// that is the same on all ways.
type condition struct {
	value ssa.Value
	frame *frame
	want  bool
	known bool
}

// conditionsOf lists the conditions under which an iteration comes to the
// instruction, in its function and the callers up to the loop. That inner loops
// around it iterate at all is not among them.
func (l *Loop) conditionsOf(a action) []condition {
	var all []condition
	for f, instr := a.frame, a.instr; f != nil; f, instr = f.caller, f.call {
		all = append(all, l.localConditions(instr.Block(), f)...)
		if f == l.frame {
			break
		}
	}
	return all
}

func (l *Loop) localConditions(target *ssa.BasicBlock, f *frame) []condition {
	var all []condition
	loops := flow.LoopsOf(f.fn)
	for _, b := range f.fn.Blocks {
		if f == l.frame && (!l.region[b] || b == l.head) || b == target {
			continue
		}
		cond, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
		if !ok || isJumpCheck(cond.Cond) || headOf(loops, b, target) {
			continue
		}
		yes, no := l.reaches(b.Succs[0], target, f), l.reaches(b.Succs[1], target, f)
		if !yes && !no || l.always(b, target, f) {
			continue
		}
		all = append(all, condition{cond.Cond, f, yes, yes != no})
	}
	return all
}

// headOf reports whether the block is the head of an inner loop around the target.
func headOf(loops *flow.Loops, b, target *ssa.BasicBlock) bool {
	for _, nat := range loops.All {
		if nat.Head == b && nat.Contains(target) {
			return true
		}
	}
	return false
}

// reaches reports whether the target can be reached within the iteration.
func (l *Loop) reaches(from, target *ssa.BasicBlock, f *frame) bool {
	return l.search(from, f, func(b *ssa.BasicBlock) (found, stop bool) { return b == target, false })
}

// always reports whether every way on from the block goes through the target
// before the iteration ends.
func (l *Loop) always(from, target *ssa.BasicBlock, f *frame) bool {
	for _, succ := range from.Succs {
		if l.search(succ, f, func(b *ssa.BasicBlock) (found, stop bool) {
			return b != target && l.ends(b, f), b == target
		}) {
			return false
		}
	}
	return true
}

// ends reports whether the iteration is over in the block.
func (l *Loop) ends(b *ssa.BasicBlock, f *frame) bool {
	return len(b.Succs) == 0 || f == l.frame && (!l.region[b] || l.next != nil && b == l.head)
}

func (l *Loop) search(from *ssa.BasicBlock, f *frame, visit func(*ssa.BasicBlock) (found, stop bool)) bool {
	seen := make(map[*ssa.BasicBlock]bool)
	work := []*ssa.BasicBlock{from}
	for len(work) > 0 {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		if seen[b] {
			continue
		}
		seen[b] = true
		found, stop := visit(b)
		if found {
			return true
		}
		if !stop && !l.ends(b, f) {
			work = append(work, b.Succs...)
		}
	}
	return false
}

// isJumpCheck recognizes the tests that the compiler adds to loops over functions.
func isJumpCheck(cond ssa.Value) bool {
	op, ok := cond.(*ssa.BinOp)
	if !ok {
		return false
	}
	load, ok := op.X.(*ssa.UnOp)
	if !ok {
		return false
	}
	switch cell := load.X.(type) {
	case *ssa.Alloc:
		return isJumpName(cell.Comment)
	case *ssa.FreeVar:
		return isJumpName(cell.Name())
	}
	return false
}

// isJumpName recognizes a name that no variable of a program can have.
func isJumpName(name string) bool { return len(name) > 5 && name[:5] == "jump$" }
