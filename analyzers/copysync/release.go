package copysync

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/place"
)

// maxCalls bounds how deep called functions are read.
const maxCalls = 3

// mayRelease reports whether a lock at the place may be unlocked when the
// instruction has run: it is the Unlock, or a call that gets hold of the lock
// and of which it is not known that it unlocks nothing.
func mayRelease(instr ssa.Instruction, at place.Place, unlock string) bool {
	call, ok := instr.(*ssa.Call)
	if !ok {
		return false
	}
	if o, ok := opOf(call); ok {
		return o.method == unlock && o.at == at
	}
	u := unlocker{call.Parent().Pkg, make(map[*ssa.Function]bool)}
	return getsHold(&call.Call, at.Root) && u.mayUnlock(&call.Call, 0)
}

// getsHold reports whether the called function can see the object: it is given
// a part of it or a function, or the object is a global.
func getsHold(call *ssa.CallCommon, root ssa.Value) bool {
	if _, global := root.(*ssa.Global); global {
		return true
	}
	switch call.Value.(type) {
	case *ssa.Function, *ssa.Builtin:
	default:
		return true // a method of an interface, a function value, a literal that captures
	}
	if takesFunc(call) {
		return true
	}
	seen := make(map[ssa.Value]bool)
	for _, arg := range call.Args {
		if leadsTo(arg, root, seen) {
			return true
		}
	}
	return false
}

func takesFunc(call *ssa.CallCommon) bool {
	for _, arg := range call.Args {
		if _, ok := arg.Type().Underlying().(*types.Signature); ok {
			return true
		}
	}
	return false
}

// leadsTo reports whether v is computed from the root.
func leadsTo(v, root ssa.Value, seen map[ssa.Value]bool) bool {
	if v == root {
		return true
	}
	if p, ok := place.Of(v); ok && p.Root == root {
		return true
	}
	instr, ok := v.(ssa.Instruction)
	if !ok || seen[v] {
		return false
	}
	seen[v] = true
	for _, operand := range instr.Operands(nil) {
		if *operand != nil && leadsTo(*operand, root, seen) {
			return true
		}
	}
	return false
}

// An unlocker knows of called functions whether they may call some Unlock.
type unlocker struct {
	pkg  *ssa.Package
	seen map[*ssa.Function]bool // and found to unlock nothing, or being looked at
}

func (u *unlocker) mayUnlock(call *ssa.CallCommon, depth int) bool {
	if _, ok := call.Value.(*ssa.Builtin); ok {
		return false
	}
	fn := call.StaticCallee()
	switch {
	case fn == nil || depth == maxCalls:
		return true
	case fn.Pkg != u.pkg:
		return takesFunc(call) // other packages unlock what is ours through a callback only
	case len(fn.Blocks) == 0:
		return true
	case u.seen[fn]:
		return false
	}
	u.seen[fn] = true
	for _, block := range fn.Blocks {
		for _, instr := range block.Instrs {
			inner, ok := instr.(ssa.CallInstruction)
			if !ok {
				continue
			}
			if o, ok := opOf(instr); ok && fatal[o.method] == "" {
				continue
			}
			if isUnlock(inner.Common()) || u.mayUnlock(inner.Common(), depth+1) {
				return true
			}
		}
	}
	return false
}

// isUnlock reports whether a method of sync that unlocks is called.
func isUnlock(call *ssa.CallCommon) bool {
	fn := call.StaticCallee()
	return fn != nil && fn.Pkg != nil && fn.Pkg.Pkg.Path() == "sync" && (fn.Name() == "Unlock" || fn.Name() == "RUnlock")
}
