// Package ctxlife is the engine that knows where, inside one function, a context has ended for
// sure: its cancel function was called, its Done was received from, its group was waited for.
//
// It follows variables that function literals share as far as it is certain what
// they hold, and knows which contexts are made of which. What it does not know lives on.
package ctxlife

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/place"
)

// A How says what ended a context.
type How int

const (
	Canceled How = iota // its cancel function was called
	Done                // its end was waited for, or seen
	Waited              // its errgroup was waited for
	Deferred            // the function has deferred its cancel function, and returns
)

// An End is where a context ends.
type End struct {
	How How
	Pos token.Pos
	ctx ssa.Value
	at  ssa.Instruction // behind it the context has ended; nil: from the beginning of block on
	// block is where control comes only if the context has ended.
	block *ssa.BasicBlock
}

// A Life is what is known of the contexts in one function.
type Life struct {
	ends []*End
}

// Of looks at the calls and the channel operations of a function.
func Of(fn *ssa.Function) *Life {
	l := new(Life)
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.Call:
				l.call(instr, Canceled)
			case *ssa.Defer:
				l.call(instr, Deferred)
			case *ssa.UnOp:
				if ctx := DoneOf(instr.X); instr.Op == token.ARROW && ctx != nil {
					l.ends = append(l.ends, &End{How: Done, Pos: instr.Pos(), ctx: ctx, at: instr})
				}
			case *ssa.Select:
				l.selected(instr)
			case *ssa.If:
				l.asked(instr)
			}
		}
	}
	return l
}

// Empty reports whether no context ends for sure.
func (l *Life) Empty() bool { return len(l.ends) == 0 }

// call notes the call of a cancel function, or of the Wait of a group.
func (l *Life) call(call ssa.CallInstruction, how How) {
	common := call.Common()
	if fn := flow.StaticCallee(common); fn != nil {
		if know.Is(fn, "(*golang.org/x/sync/errgroup.Group).Wait") && how == Canceled {
			l.stop(call, Value(common.Args[0]), Waited)
		}
		return
	}
	if common.IsInvoke() {
		return
	}
	if lit, ok := common.Value.(*ssa.MakeClosure); ok && how == Deferred {
		l.literal(call, lit)
		return
	}
	l.stop(call, Value(common.Value), how)
}

// literal notes the cancel functions that a deferred function literal calls first, whatever
// way it takes then.
func (l *Life) literal(at ssa.CallInstruction, lit *ssa.MakeClosure) {
	fn := lit.Fn.(*ssa.Function)
	for _, instr := range fn.Blocks[0].Instrs {
		call, ok := instr.(*ssa.Call)
		if !ok || call.Call.IsInvoke() {
			continue
		}
		load, ok := call.Call.Value.(*ssa.UnOp)
		if !ok {
			continue
		}
		for i, fv := range fn.FreeVars {
			if variable, ok := lit.Bindings[i].(*ssa.Alloc); ok && load.X == ssa.Value(fv) && onlySharedForReading(variable) {
				if stop := Held(variable, at); stop != nil && !setAfter(at, variable) {
					l.stop(at, Value(stop), Deferred)
				}
			}
		}
	}
}

// stop notes that a call ends the context that was made together with the value.
func (l *Life) stop(call ssa.CallInstruction, stop ssa.Value, how How) {
	result, ok := stop.(*ssa.Extract)
	if !ok {
		return
	}
	maker, ok := result.Tuple.(*ssa.Call)
	if !ok {
		return
	}
	ctx, index, ok := know.DerivesContext(flow.StaticCallee(&maker.Call))
	if !ok || index != result.Index {
		return
	}
	for _, ref := range *maker.Referrers() {
		if e, ok := ref.(*ssa.Extract); ok && e.Index == ctx {
			l.ends = append(l.ends, &End{How: how, Pos: call.Pos(), ctx: e, at: call})
		}
	}
}

// selected notes the case of a select statement that receives from Done.
func (l *Life) selected(sel *ssa.Select) {
	for i, state := range sel.States {
		ctx := DoneOf(state.Chan)
		if ctx == nil || state.Dir != types.RecvOnly {
			continue
		}
		if b := caseOf(sel, i); b != nil {
			l.ends = append(l.ends, &End{How: Done, Pos: state.Pos, ctx: ctx, block: b})
		}
	}
}

// caseOf is the block to which control comes by one case of a select statement
// only, nil if there is none.
func caseOf(sel *ssa.Select, i int) *ssa.BasicBlock {
	for _, ref := range *sel.Referrers() {
		index, ok := ref.(*ssa.Extract)
		if !ok || index.Index != 0 {
			continue
		}
		for _, ref := range *index.Referrers() {
			cmp, ok := ref.(*ssa.BinOp)
			if !ok || cmp.Op != token.EQL {
				continue
			}
			if k, ok := cmp.Y.(*ssa.Const); !ok || k.Int64() != int64(i) {
				continue
			}
			for _, ref := range *cmp.Referrers() {
				if branch, ok := ref.(*ssa.If); ok && len(branch.Block().Succs[0].Preds) == 1 {
					return branch.Block().Succs[0]
				}
			}
		}
	}
	return nil
}

// asked notes the branch that is taken when ctx.Err() is not nil.
func (l *Life) asked(branch *ssa.If) {
	v, _, ended := flow.NilTest(branch)
	if v == nil || len(ended.Preds) != 1 {
		return
	}
	call, ok := Value(v).(*ssa.Call)
	if ok && isMethod(&call.Call, "Err") {
		l.ends = append(l.ends, &End{How: Done, Pos: call.Pos(), ctx: Value(call.Call.Value), block: ended})
	}
}

// DoneOf is the context whose Done a channel is, or nil.
func DoneOf(ch ssa.Value) ssa.Value {
	call, ok := Value(ch).(*ssa.Call)
	if !ok || !isMethod(&call.Call, "Done") {
		return nil
	}
	return Value(call.Call.Value)
}

func isMethod(call *ssa.CallCommon, name string) bool {
	return call.IsInvoke() && call.Method.Name() == name && IsContext(call.Value.Type())
}

// IsContext reports whether a type is context.Context.
func IsContext(t types.Type) bool {
	named, ok := types.Unalias(t).(*types.Named)
	return ok && named.Obj().Name() == "Context" && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == "context"
}

// Ended returns what has ended a context on every way to an instruction, nil if it
// may go on. For the returns of the function deferred calls count.
func (l *Life) Ended(ctx ssa.Value, at ssa.Instruction) *End {
	chain := chainOf(ctx)
	_, returns := at.(*ssa.Return)
	for _, end := range l.ends {
		if slices.Contains(chain, end.ctx) && (end.How != Deferred || returns) && end.before(at) {
			return end
		}
	}
	return nil
}

// before reports whether the end is on every way to the instruction.
func (e *End) before(at ssa.Instruction) bool {
	if e.at == nil {
		return e.block.Dominates(at.Block())
	}
	return flow.Dominates(e.at, at)
}

// Deferred lists the contexts whose cancel function is deferred on every way to the
// instruction.
func (l *Life) Deferred(at ssa.Instruction) (ends []*End) {
	for _, end := range l.ends {
		if end.How == Deferred && end.before(at) {
			ends = append(ends, end)
		}
	}
	return ends
}

// Ends reports whether the context ends when the one of the End does.
func (e *End) Ends(ctx ssa.Value) bool { return slices.Contains(chainOf(ctx), e.ctx) }

// IsCancel reports whether the deferred call is that of a cancel function.
func (l *Life) IsCancel(call *ssa.Defer) bool {
	return slices.ContainsFunc(l.ends, func(e *End) bool { return e.at == ssa.Instruction(call) })
}

// Made reports whether a context is another one, or made of it.
func Made(ctx, of ssa.Value) bool { return slices.Contains(chainOf(ctx), of) }

// chainOf lists a context and those that it is made of.
func chainOf(ctx ssa.Value) (chain []ssa.Value) {
	for range maxChain {
		ctx = Value(ctx)
		chain = append(chain, ctx)
		index := 0
		if e, ok := ctx.(*ssa.Extract); ok {
			ctx, index = e.Tuple, e.Index
		}
		call, ok := ctx.(*ssa.Call)
		if !ok {
			break
		}
		result, _, ok := know.DerivesContext(flow.StaticCallee(&call.Call))
		if !ok || result != index {
			break
		}
		ctx = call.Call.Args[0]
	}
	return chain
}

const maxChain = 8

// Value is what a value is known to be: what was stored last in the variable that is
// read, whatever way control took.
func Value(v ssa.Value) ssa.Value {
	for range maxChain {
		switch x := v.(type) {
		case *ssa.ChangeInterface:
			v = x.X
		case *ssa.ChangeType:
			v = x.X
		case *ssa.UnOp:
			stored := loaded(x)
			if stored == nil {
				return v
			}
			v = stored
		default:
			return v
		}
	}
	return v
}

// loaded is the value that a load is known to read, or something that stands for it; nil if it
// is not known.
func loaded(load *ssa.UnOp) ssa.Value {
	if load.Op != token.MUL {
		return nil
	}
	switch variable := load.X.(type) {
	case *ssa.Alloc:
		if !onlySharedForReading(variable) {
			return nil
		}
		return Held(variable, load)
	case *ssa.FreeVar:
		if isStable(variable) {
			return variable // the same in the whole literal
		}
	}
	return nil
}

// Held is what a variable holds at an instruction: what the only store put into it that is the last
// one on every way there. It is nil where that is not known.
func Held(variable *ssa.Alloc, there ssa.Instruction) ssa.Value {
	var stores []*ssa.Store
	for _, ref := range *variable.Referrers() {
		if s, ok := ref.(*ssa.Store); ok {
			stores = append(stores, s)
		}
	}
	at := func(i ssa.Instruction) bool { return i == there }
	for _, s := range stores {
		self := func(i ssa.Instruction) bool { return i == ssa.Instruction(s) }
		if e := (End{at: s}); !e.before(there) {
			continue
		}
		last := true
		for _, other := range stores {
			if other != s && flow.Reaches(flow.After(other), at, self) {
				// From the beginning it comes before s, which is on every way; behind s it counts.
				last = last && !flow.Reaches(flow.After(s), func(i ssa.Instruction) bool { return i == ssa.Instruction(other) }, self)
			}
		}
		if last {
			return s.Val
		}
	}
	return nil
}

// onlySharedForReading reports whether nobody but the function itself sets the variable.
func onlySharedForReading(v ssa.Value) bool {
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.UnOp, *ssa.DebugRef:
		case *ssa.Store:
			if _, own := v.(*ssa.Alloc); !own || ref.Addr != v {
				return false
			}
		case *ssa.MakeClosure:
			for i, b := range ref.Bindings {
				if b == v && !onlySharedForReading(ref.Fn.(*ssa.Function).FreeVars[i]) {
					return false
				}
			}
		default:
			return false
		}
	}
	return true
}

// isStable reports whether the variable that a function literal shares is not set any more when the
// literal has been made.
func isStable(fv *ssa.FreeVar) bool {
	variable, ok := place.Binding(fv).(*ssa.Alloc)
	if !ok || !onlySharedForReading(variable) {
		return false
	}
	for _, ref := range *fv.Parent().Referrers() {
		made, ok := ref.(*ssa.MakeClosure)
		if !ok || setAfter(made, variable) {
			return false
		}
	}
	return true
}

// setAfter reports whether the variable may get another value behind an instruction.
func setAfter(at ssa.Instruction, variable *ssa.Alloc) bool {
	return flow.Reaches(flow.After(at), func(i ssa.Instruction) bool {
		s, ok := i.(*ssa.Store)
		return ok && s.Addr == ssa.Value(variable)
	}, func(i ssa.Instruction) bool { return i == ssa.Instruction(variable) })
}
