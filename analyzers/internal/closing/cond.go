package closing

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/typeis"
)

// A condition in normal form: x op y with op one of ==, < and >, or x alone.
// Equal conditions have the same value wherever they are tested, as long as
// x and y are not made anew.
type condition struct {
	x    ssa.Value
	op   token.Token
	y    ssa.Value
	text string     // in place of y, if that is a constant
	k    *ssa.Const // y, if both are constants
}

// conditionOf brings the operand of an if into normal form.
func (st *state) conditionOf(v ssa.Value) (c condition, negated bool) {
	v = st.resolve(v)
	for range maxChoices { // quote = !quote in a loop is its own negation
		not, ok := v.(*ssa.UnOp)
		if !ok || not.Op != token.NOT {
			break
		}
		negated = !negated
		v = st.resolve(not.X)
	}
	bin, ok := v.(*ssa.BinOp)
	if !ok {
		return condition{x: v}, negated
	}
	x, y, op := st.resolve(bin.X), st.resolve(bin.Y), bin.Op
	switch op {
	case token.NEQ:
		op, negated = token.EQL, !negated
	case token.GEQ:
		op, negated = token.LSS, !negated
	case token.LEQ:
		op, negated = token.GTR, !negated
	case token.EQL, token.LSS, token.GTR:
	default:
		return condition{x: v}, negated
	}
	if _, ok := x.(*ssa.Const); ok {
		x, y, op = y, x, mirrored(op)
	}
	c = condition{x: x, op: op, y: y}
	if k, ok := y.(*ssa.Const); ok {
		c.y, c.text = nil, "const "+k.String()
		if _, ok := x.(*ssa.Const); ok {
			c.k = k
		}
	}
	return c, negated
}

func mirrored(op token.Token) token.Token {
	switch op {
	case token.LSS:
		return token.GTR
	case token.GTR:
		return token.LSS
	}
	return op
}

// decided reports the value of the condition, where it is known.
func (st *state) decided(c condition) (value, ok bool) {
	for _, k := range st.conds {
		if k.cond == c {
			return k.is, true
		}
	}
	if k, isConst := c.x.(*ssa.Const); isConst {
		return st.constant(k, c)
	}
	if c.op == 0 && slices.Contains(st.drained, st.receivedFrom(c.x)) {
		return false, true
	}
	if c.op != token.EQL {
		return false, false
	}
	if c.isNil() && (st.is(c.x) || neverNil(c.x)) {
		return false, true
	}
	// Another constant is known to be the value.
	for _, k := range st.conds {
		if k.cond.x == c.x && k.cond.op == token.EQL && k.is && k.cond.y == nil && c.y == nil && k.cond.text != c.text {
			return false, true
		}
	}
	return false, false
}

func (st *state) constant(k *ssa.Const, c condition) (value, ok bool) {
	switch {
	case c.op == 0:
		if k.Value != nil && k.Value.Kind() == constant.Bool {
			return constant.BoolVal(k.Value), true
		}
	case k.Value != nil && c.k != nil && c.k.Value != nil:
		return constant.Compare(k.Value, c.op, c.k.Value), true
	case c.op == token.EQL && c.text != "":
		return "const "+k.String() == c.text, true
	case c.op == token.EQL && k.Value == nil && c.y != nil && (st.is(c.y) || neverNil(c.y)):
		return false, true
	}
	return false, false
}

func (c condition) isNil() bool {
	return c.op == token.EQL && c.y == nil && len(c.text) > 9 && c.text[:9] == "const nil"
}

func neverNil(v ssa.Value) bool {
	switch v.(type) {
	case *ssa.MakeChan, *ssa.Alloc, *ssa.MakeInterface, *ssa.MakeClosure, *ssa.MakeMap, *ssa.MakeSlice, *ssa.Function:
		return true
	}
	return false
}

// learn notes the outcome of a branch, and what follows from it.
func (st *state) learn(c condition, is bool) {
	if _, constant := c.x.(*ssa.Const); constant {
		return
	}
	st.conds = append(st.conds, known{c, is})
	if c.op != 0 || is {
		return
	}
	if ch := st.receivedFrom(c.x); ch != nil {
		st.drained = append(st.drained, ch)
	}
}

// receivedFrom is the channel of a receive whose ok is the value.
func (st *state) receivedFrom(ok ssa.Value) ssa.Value {
	ex, isExtract := ok.(*ssa.Extract)
	if !isExtract || ex.Index != 1 {
		return nil
	}
	switch tuple := ex.Tuple.(type) {
	case *ssa.UnOp:
		if tuple.Op == token.ARROW {
			return st.resolve(tuple.X)
		}
	case *ssa.Select:
		if i, ok := st.chosen(tuple); ok {
			return st.resolve(tuple.States[i].Chan)
		}
	}
	return nil
}

// chosen is the case that a select statement has taken, where it is known.
func (st *state) chosen(sel *ssa.Select) (int, bool) {
	for _, k := range st.conds {
		if i, ok := caseOf(k.cond, sel); ok && k.is {
			return i, true
		}
	}
	return 0, false
}

// caseOf is the index of the case that the condition tests.
func caseOf(c condition, sel *ssa.Select) (int, bool) {
	ex, ok := c.x.(*ssa.Extract)
	if !ok || ex.Index != 0 || c.op != token.EQL || c.y != nil {
		return 0, false
	}
	if s, ok := ex.Tuple.(*ssa.Select); !ok || sel != nil && s != sel {
		return 0, false
	}
	i := 0
	for _, d := range c.text[len("const "):] {
		if d < '0' || d > '9' {
			break
		}
		i = i*10 + int(d-'0')
	}
	return i, i < len(ex.Tuple.(*ssa.Select).States)
}

// free reports whether a program takes both sides of the branch as a matter
// of course, whatever happened to the channel before.
func (w *walker) free(st *state, c condition, b *ssa.BasicBlock) bool {
	if c.isNil() && typeis.Error(c.x.Type()) {
		return isResult(c.x)
	}
	if i, ok := caseOf(c, nil); ok {
		return w.repeats(st, c.x.(*ssa.Extract).Tuple.(*ssa.Select).States[i])
	}
	return w.leavesLoop(b) && (counts(c) || isRange(c.x)) || w.depth == 0 && st.asksLength(c)
}

// asksLength reports whether the condition is if a list or a text that the function gets is empty, of which nothing is known.
func (st *state) asksLength(c condition) bool {
	of := lengthOf(c.x)
	if _, ok := of.(*ssa.Parameter); !ok || c.text != "const 0:int" {
		return false
	}
	return !slices.ContainsFunc(st.conds, func(k known) bool { return lengthOf(k.cond.x) == of })
}

// lengthOf is what a value is the length of, nil for others and channels, whose length changes by itself.
func lengthOf(v ssa.Value) ssa.Value {
	of := flow.LengthOf(v)
	if of == nil || typeis.Chan(of.Type()) {
		return nil
	}
	return of
}

// counts reports whether the condition compares a loop's counter.
func counts(c condition) bool {
	return (c.op == token.LSS || c.op == token.GTR) && (isCounter(c.x) || isCounter(c.y))
}

func isCounter(v ssa.Value) bool {
	if bin, ok := v.(*ssa.BinOp); ok {
		v = bin.X // range over a slice compares the next index
	}
	switch v := v.(type) {
	case *ssa.Phi:
		return isNumber(v.Type())
	case *ssa.UnOp:
		switch v.X.(type) {
		case *ssa.Alloc, *ssa.Phi: // a variable for each iteration
			return isNumber(v.Type())
		}
	}
	return false
}

// leavesLoop reports whether one side of the branch goes on with a loop and the other
// leaves it.
func (w *walker) leavesLoop(b *ssa.BasicBlock) bool {
	loop := w.loops.Innermost(b)
	return loop != nil && loop.Contains(b.Succs[0]) != loop.Contains(b.Succs[1])
}

// repeats reports whether a case of a select statement can be taken again and again: a
// context that is done, a ticker, a channel that was found closed.
func (w *walker) repeats(st *state, s *ssa.SelectState) bool {
	if s.Dir != types.RecvOnly {
		return false
	}
	ch := st.resolve(s.Chan)
	for _, d := range st.drained {
		if d == ch {
			return true
		}
	}
	switch ch := ch.(type) {
	case *ssa.Call:
		return isContextDone(ch)
	case *ssa.UnOp:
		addr, ok := ch.X.(*ssa.FieldAddr)
		return ok && addr.X.Type().String() == "*time.Ticker" && !w.stopsTicker()
	}
	return false
}

func (w *walker) stopsTicker() bool {
	for _, b := range w.fn.Blocks {
		for _, instr := range b.Instrs {
			if call, ok := instr.(*ssa.Call); ok {
				if fn := call.Call.StaticCallee(); fn != nil && fn.String() == "(*time.Ticker).Stop" {
					return true
				}
			}
		}
	}
	return false
}

func isContextDone(call *ssa.Call) bool {
	m := call.Call.Method
	return know.Is(m, "(context.Context).Done")
}

func isResult(v ssa.Value) bool {
	if ex, ok := v.(*ssa.Extract); ok {
		v = ex.Tuple
	}
	_, ok := v.(*ssa.Call)
	return ok
}

// isRange reports whether the value says that a range statement goes on.
func isRange(v ssa.Value) bool {
	ex, ok := v.(*ssa.Extract)
	if !ok {
		return false
	}
	switch tuple := ex.Tuple.(type) {
	case *ssa.Next:
		return ex.Index == 0
	case *ssa.UnOp:
		return tuple.Op == token.ARROW && ex.Index == 1 && ex.Block().Comment == "rangechan.loop"
	}
	return false
}

func isBool(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsBoolean != 0
}

func isNumber(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsNumeric != 0
}

// conditionsAt collects what is known of conditions where the instruction is:
// branches that must have been taken to get there.
func (st *state) conditionsAt(at *ssa.BasicBlock) {
	var doms []*ssa.BasicBlock
	for b := at.Idom(); b != nil; b = b.Idom() {
		doms = append(doms, b)
	}
	for _, dom := range slices.Backward(doms) { // the first branch first
		test, ok := dom.Instrs[len(dom.Instrs)-1].(*ssa.If)
		if !ok || dom.Succs[0] == dom.Succs[1] {
			continue
		}
		for i, succ := range dom.Succs {
			if succ.Dominates(at) && len(succ.Preds) == 1 {
				c, negated := st.conditionOf(test.Cond)
				st.learn(c, i == 0 != negated)
			}
		}
	}
}
