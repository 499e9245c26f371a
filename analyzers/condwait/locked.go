package condwait

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/internal/lazyregexp"
)

const maxCallers = 4 // how far up, and down, calls are followed

// mayBeLocked reports whether somebody may have locked anything when control comes to an
// instruction: the function itself, what it calls, or who calls it. cond is what
// the instruction waits for.
func (c *checker) mayBeLocked(at ssa.Instruction, cond ssa.Value, depth int) bool {
	fn := at.Parent()
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(ssa.CallInstruction)
			if ok && instr != at && c.mayLock(call, nil) && flow.Reaches(flow.After(instr), func(i ssa.Instruction) bool { return i == at }, nil) {
				return true
			}
		}
	}
	if cond != nil && isLocal(cond, fn) {
		return false
	}
	if depth > maxCallers || fn.Parent() == nil && c.calledFromOutside(fn) {
		return true
	}
	sites := 0
	for instr := range flow.Mentions(c.funcs, fn) {
		sites++
		if !runs(instr, fn) || c.mayBeLocked(instr, nil, depth+1) {
			return true
		}
	}
	return sites == 0 && fn.Parent() != nil
}

// isLocal reports whether a Cond is a variable of the function, or made by it.
func isLocal(cond ssa.Value, fn *ssa.Function) bool {
	if load, ok := cond.(*ssa.UnOp); ok && load.Op == token.MUL {
		cond = load.X
	}
	switch v := cond.(type) {
	case *ssa.Alloc:
		return v.Parent() == fn
	case *ssa.Call:
		return isCall(v, "NewCond")
	}
	return false
}

// calledFromOutside reports whether others may call the function with the lock held: it is
// exported, and so is a way to lock.
func (c *checker) calledFromOutside(fn *ssa.Function) bool {
	obj, ok := fn.Object().(*types.Func)
	if !ok {
		return true
	}
	recv := obj.Signature().Recv()
	if recv == nil {
		return obj.Exported() || obj.Name() == "init"
	}
	t := recv.Type()
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		t = p.Elem()
	}
	for m := range types.NewMethodSet(types.NewPointer(t)).Methods() {
		if lockName.MatchString(m.Obj().Name()) {
			return true // among them those of an embedded lock
		}
	}
	s, ok := t.Underlying().(*types.Struct)
	if !ok {
		return true
	}
	for f := range s.Fields() {
		if f.Exported() && lockName.MatchString(f.Type().String()+" "+f.Name()) {
			return true
		}
	}
	return false
}

var lockName = lazyregexp.New(`(?i)lock|mutex|mtx|sync\.Cond|acquire|enter|begin|hold|monitor`)

// runs reports whether an instruction runs the function at once: it calls it, starts it as
// a goroutine, or makes a closure of which nothing else is done.
func runs(instr ssa.Instruction, fn *ssa.Function) bool {
	switch instr := instr.(type) {
	case *ssa.MakeClosure:
		for _, ref := range *instr.Referrers() {
			call, ok := ref.(ssa.CallInstruction)
			if !ok || call.Common().Value != instr && !spawns(call) {
				return false
			}
		}
		return true
	case ssa.CallInstruction:
		return instr.Common().Value == fn || spawns(instr)
	}
	return false
}

func spawns(call ssa.CallInstruction) bool {
	_, ok := know.Spawns(flow.StaticCallee(call.Common()))
	return ok && !call.Common().IsInvoke()
}

// mayLock reports whether a call may take a lock that it does not give back.
func (c *checker) mayLock(call ssa.CallInstruction, seen []*ssa.Function) bool {
	common := call.Common()
	if _, ok := common.Value.(*ssa.Builtin); ok {
		return false
	}
	if common.IsInvoke() {
		return lockName.MatchString(common.Method.Name())
	}
	callee := common.StaticCallee()
	if callee == nil || len(seen) > maxCallers {
		return true // a function value
	}
	if isCall(call, "Wait") || spawns(call) {
		return false
	}
	if lockName.MatchString(callee.Name()) {
		return true
	}
	for _, arg := range common.Args {
		if _, isFunc := arg.Type().Underlying().(*types.Signature); isFunc && len(callee.Blocks) == 0 {
			return true // it may call it
		}
	}
	for _, fn := range seen {
		if fn == callee {
			return false
		}
	}
	locks := false
	for _, b := range callee.Blocks {
		for _, instr := range b.Instrs {
			inner, ok := instr.(ssa.CallInstruction)
			if !ok {
				continue
			}
			if isUnlock(inner.Common()) {
				return false // it gives back what it takes
			}
			locks = locks || c.mayLock(inner, append(seen, callee))
		}
	}
	return locks
}

func isUnlock(call *ssa.CallCommon) bool {
	fn := flow.Callee(call)
	return fn != nil && (fn.Name() == "Unlock" || fn.Name() == "RUnlock")
}
