package maploop

import (
	"go/constant"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
)

// Repeated reports whether the loop is, or may be, run again until nothing is
// added any more. Then it doesn't matter which run sees an entry.
func (l *Loop) Repeated() bool {
	return l.searches() || l.tellsChange() || l.callsItself()
}

// searches reports whether an outer loop runs it for a reason other than the
// next element or number.
func (l *Loop) searches() bool {
	loops := flow.LoopsOf(l.Func)
	for nat := loops.Innermost(l.start); nat != nil; nat = nat.Parent {
		if nat.Head == l.head || !l.sameMapIn(nat) {
			continue
		}
		if !counts(nat) {
			return true
		}
	}
	return false
}

// sameMapIn reports whether the outer loop ranges over the same map each time.
func (l *Loop) sameMapIn(nat *flow.Loop) bool {
	instr, ok := l.mapAt.root.(ssa.Instruction)
	return !ok || instr.Parent() != l.Func || !nat.Contains(instr.Block())
}

// counts recognizes loops that the language or a counter ends: over a slice, a
// map, a channel, an integer, or with i < n.
func counts(nat *flow.Loop) bool {
	if _, ok := nat.Head.Instrs[0].(*ssa.Next); ok {
		return true
	}
	test, ok := nat.Head.Instrs[len(nat.Head.Instrs)-1].(*ssa.If)
	if !ok {
		return false
	}
	switch cond := test.Cond.(type) {
	case *ssa.Extract: // v, ok := <-ch
		_, ok := cond.Tuple.(*ssa.UnOp)
		return ok
	case *ssa.BinOp:
		return isCounter(cond.X, nat) && fixed(cond.Y, nat) || isCounter(cond.Y, nat) && fixed(cond.X, nat)
	}
	return false
}

func isCounter(v ssa.Value, nat *flow.Loop) bool {
	if op, ok := v.(*ssa.BinOp); ok && (op.Op == token.ADD || op.Op == token.SUB) {
		v = op.X
	}
	phi, ok := v.(*ssa.Phi)
	return ok && phi.Block() == nat.Head
}

func fixed(v ssa.Value, nat *flow.Loop) bool {
	if call, ok := v.(*ssa.Call); ok {
		if b, ok := call.Call.Value.(*ssa.Builtin); ok && b.Name() == "len" {
			_, isMap := call.Call.Args[0].Type().Underlying().(*types.Map)
			return !isMap
		}
	}
	instr, ok := v.(ssa.Instruction)
	return !ok || !nat.Contains(instr.Block())
}

// tellsChange reports whether the body sets a flag, which somebody may look at
// to run the loop again.
func (l *Loop) tellsChange() bool {
	if l.next != nil {
		for _, instr := range l.head.Instrs {
			if phi, ok := instr.(*ssa.Phi); ok && isBool(phi.Type()) {
				return true
			}
		}
	}
	for _, a := range l.actions {
		if st, ok := a.instr.(*ssa.Store); ok && isTrue(st.Val) {
			return true
		}
	}
	return false
}

func isBool(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsBoolean != 0
}

func isTrue(v ssa.Value) bool {
	c, ok := v.(*ssa.Const)
	return ok && c.Value != nil && c.Value.Kind() == constant.Bool && constant.BoolVal(c.Value)
}

// callsItself reports whether the function calls itself directly.
func (l *Loop) callsItself() bool {
	for _, b := range l.Func.Blocks {
		for _, instr := range b.Instrs {
			if call, ok := instr.(ssa.CallInstruction); ok && call.Common().StaticCallee() == l.Func {
				return true
			}
		}
	}
	return false
}
