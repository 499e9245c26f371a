package condwait

import (
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/ctxlife"
	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/place"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

// missed reports calls that wake who waits, and may come between his test and his Wait: what he tests changes
// without the lock, and the call is made without it.
func (c *checker) missed() {
	for _, wait := range c.found {
		tests := c.tests(wait)
		if len(tests) == 0 {
			continue
		}
		cond := keyOf(wait.Call.Args[0])
		for _, wake := range c.wakes {
			if name, on := wakes(wake); on == nil || keyOf(on) != cond {
				continue
			} else if test := c.told(wake, tests); test.IsValid() && !c.reported[wake] {
				c.reported[wake] = true
				c.Report(report.Finding{At: report.At(wake.Pos(), 1), Kind: unseen, Args: []any{c.Line(wake.Pos(), test), name},
					Related: []analysis.RelatedInformation{report.Related(report.At(wait.Pos(), 1), "here it waits")}})
			}
		}
	}
}

// isWake reports whether the call wakes who waits at a Cond, at once or when a context ends.
func isWake(call ssa.CallInstruction) bool {
	_, cond := wakes(call)
	return cond != nil
}

// wakes returns how a call wakes, and the Cond.
func wakes(call ssa.CallInstruction) (name string, cond ssa.Value) {
	common := call.Common()
	for _, name := range []string{"Broadcast", "Signal"} {
		if isCall(call, name) {
			return name, common.Args[0]
		}
	}
	if !know.Is(flow.StaticCallee(common), "context.AfterFunc") {
		return "", nil
	}
	bound, ok := common.Args[1].(*ssa.MakeClosure)
	if !ok || !flow.IsBound(bound.Fn.(*ssa.Function)) {
		return "", nil
	}
	method := bound.Fn.(*ssa.Function).Object().(*types.Func)
	if know.Is(method, "(*sync.Cond).Broadcast") || know.Is(method, "(*sync.Cond).Signal") {
		return method.Name(), bound.Bindings[0]
	}
	return "", nil
}

// tests lists what the loop around a Wait asks, of which a change needs no lock: contexts, channels and atomics.
func (c *checker) tests(wait *ssa.Call) map[any]token.Pos {
	loop := flow.LoopsOf(wait.Parent()).Innermost(wait.Block())
	if loop == nil {
		return nil
	}
	tests := make(map[any]token.Pos)
	for _, b := range wait.Parent().Blocks {
		if !loop.Contains(b) {
			continue
		}
		for _, instr := range b.Instrs {
			for _, v := range asked(instr) {
				tests[keyOf(v)] = instr.Pos()
			}
			for _, field := range c.askedBy(instr) {
				tests[field] = instr.Pos()
			}
		}
	}
	return tests
}

// asked lists the contexts, the channels and the addresses of atomics that an instruction looks at.
func asked(instr ssa.Instruction) (list []ssa.Value) {
	switch instr := instr.(type) {
	case *ssa.UnOp:
		if instr.Op == token.ARROW {
			list = append(list, source(instr.X))
		}
	case *ssa.Select:
		for _, state := range instr.States {
			if state.Dir == types.RecvOnly {
				list = append(list, source(state.Chan))
			}
		}
	case *ssa.Call:
		if common := instr.Common(); common.IsInvoke() && common.Method.Name() == "Err" && ctxlife.IsContext(common.Value.Type()) {
			list = append(list, common.Value)
		}
		if fn := flow.StaticCallee(instr.Common()); isAtomic(fn) && loads(fn) {
			list = append(list, instr.Call.Args[0])
		}
	}
	return list
}

// source is the context whose Done a channel is, or the channel.
func source(ch ssa.Value) ssa.Value {
	if ctx := ctxlife.DoneOf(ch); ctx != nil {
		return ctx
	}
	return ch
}

// askedBy lists the fields that a function of the package looks at which the instruction calls.
func (c *checker) askedBy(instr ssa.Instruction) (list []any) {
	call, ok := instr.(*ssa.Call)
	if !ok || call.Call.StaticCallee() == nil || call.Call.StaticCallee().Pkg == nil || call.Call.StaticCallee().Pkg.Pkg != c.Pkg {
		return nil
	}
	for _, b := range call.Call.StaticCallee().Blocks {
		for _, instr := range b.Instrs {
			for _, v := range asked(instr) {
				if field, ok := keyOf(v).(*types.Var); ok {
					list = append(list, field)
				}
			}
		}
	}
	return list
}

// told returns where one of the tests is that has changed before the call on every way to it, while no
// lock was held since the change.
func (c *checker) told(wake ssa.CallInstruction, tests map[any]token.Pos) (at token.Pos) {
	for _, key := range changed(wake) {
		if tests[key].IsValid() {
			at = tests[key]
		}
	}
	if !at.IsValid() || c.underLock(wake) {
		return token.NoPos
	}
	return at
}

// underLock reports whether a lock may be held when the waiters are woken, or was held since the change.
func (c *checker) underLock(wake ssa.CallInstruction) bool {
	if isAfterFunc(wake) {
		return false // it is called later, by itself
	}
	for _, b := range wake.Parent().Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(ssa.CallInstruction)
			if _, isGo := instr.(*ssa.Go); ok && !isGo && call != wake && c.mayLock(call, nil) {
				return true
			}
		}
	}
	return !ownGoroutine(c.funcs, wake.Parent()) && c.mayBeLocked(wake, nil, 0)
}

func isAfterFunc(call ssa.CallInstruction) bool {
	return know.Is(flow.StaticCallee(call.Common()), "context.AfterFunc")
}

// changed lists what has changed when control comes to the call: contexts that have ended, channels that were
// closed or received from, atomics that were written.
func changed(wake ssa.CallInstruction) (keys []any) {
	if isAfterFunc(wake) {
		return []any{keyOf(wake.Common().Args[0])}
	}
	fn := wake.Parent()
	if start := startedBy(fn); start != nil && isAfterFunc(start) {
		keys = append(keys, keyOf(start.Common().Args[0]))
	}
	for _, b := range fn.Blocks {
		if !b.Dominates(wake.Block()) {
			continue
		}
		for _, instr := range b.Instrs {
			if instr == wake.(ssa.Instruction) {
				break
			}
			keys = append(keys, changes(instr, wake.Block())...)
		}
	}
	return keys
}

// changes lists what has changed behind an instruction, in a block that it dominates.
func changes(instr ssa.Instruction, in *ssa.BasicBlock) (keys []any) {
	switch instr := instr.(type) {
	case *ssa.UnOp:
		if instr.Op == token.ARROW {
			keys = append(keys, keyOf(source(instr.X)))
		}
	case *ssa.Select:
		for i, state := range instr.States {
			if _, to, ok := flow.CaseOf(instr, i); ok && state.Dir == types.RecvOnly && to.Dominates(in) && len(to.Preds) == 1 {
				keys = append(keys, keyOf(source(state.Chan)))
			}
		}
	case *ssa.Call:
		if b, ok := instr.Call.Value.(*ssa.Builtin); ok && b.Name() == "close" {
			keys = append(keys, keyOf(instr.Call.Args[0]))
		}
		if fn := flow.StaticCallee(instr.Common()); isAtomic(fn) && !loads(fn) {
			keys = append(keys, keyOf(instr.Call.Args[0]))
		}
	}
	return keys
}

func isAtomic(fn *types.Func) bool {
	return fn != nil && fn.Pkg() != nil && fn.Pkg().Path() == "sync/atomic"
}

func loads(fn *types.Func) bool { return strings.HasPrefix(fn.Name(), "Load") }

// startedBy is the call that gets the only closure of a function literal, nil if there is none.
func startedBy(fn *ssa.Function) ssa.CallInstruction {
	if fn.Parent() == nil || fn.Referrers() == nil || len(*fn.Referrers()) != 1 {
		return nil
	}
	lit, ok := (*fn.Referrers())[0].(*ssa.MakeClosure)
	if !ok || len(*lit.Referrers()) != 1 {
		return nil
	}
	call, _ := (*lit.Referrers())[0].(ssa.CallInstruction)
	return call
}

// ownGoroutine reports whether the function always runs as a goroutine of its own, where no caller has a lock.
func ownGoroutine(funcs []*ssa.Function, fn *ssa.Function) bool {
	if start := startedBy(fn); start != nil {
		_, isGo := start.(*ssa.Go)
		return isGo || isAfterFunc(start) || spawns(start)
	}
	sites := 0
	for instr := range flow.Mentions(funcs, fn) {
		call, ok := flow.CallOf(instr, fn)
		if _, isGo := call.(*ssa.Go); !ok || !isGo {
			return false
		}
		sites++
	}
	return sites > 0
}

// keyOf names a context, a channel, a Cond or an address across functions: by the field or package variable that
// it is read from, or by what a variable that closures share was set to once.
func keyOf(v ssa.Value) any {
	for range 8 {
		switch x := v.(type) {
		case *ssa.ChangeInterface:
			v = x.X
			continue
		case *ssa.ChangeType:
			v = x.X
			continue
		case *ssa.UnOp:
			if field := flow.Variable(x.X); x.Op == token.MUL && field != nil {
				return field
			}
			if once := place.StoredOnce(x.X); x.Op == token.MUL && once != nil {
				v = once
				continue
			}
		case *ssa.FreeVar:
			if bound := place.Binding(x); bound != nil {
				v = bound
				continue
			}
		}
		if field := flow.Variable(v); field != nil {
			return field
		}
		return v
	}
	return v
}
