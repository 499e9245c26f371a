package goshare

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/internal/lazyregexp"
)

// orders reports whether the instruction may wait for another goroutine, let one go on, or
// hold others off: what follows it may be in order.
func orders(instr ssa.Instruction) bool {
	switch instr := instr.(type) {
	case *ssa.UnOp:
		return instr.Op == token.ARROW
	case *ssa.Send, *ssa.Select, *ssa.RunDefers:
		return true
	case *ssa.Call:
		return !harmless(&instr.Call) || inBubble(instr)
	}
	return false
}

// harmless reports whether a call orders nothing.
func harmless(call *ssa.CallCommon) bool {
	if _, ok := call.Value.(*ssa.Builtin); ok {
		b := call.Value.(*ssa.Builtin).Name()
		return b != "close"
	}
	fn := call.StaticCallee()
	if fn == nil {
		return false
	}
	obj, ok := fn.Object().(*types.Func)
	if !ok || obj.Pkg() == nil {
		return false
	}
	switch know.Name(obj) {
	case "(*sync.WaitGroup).Add", "(*sync.WaitGroup).Go", "(*golang.org/x/sync/errgroup.Group).Go":
		return true
	}
	if obj.Pkg().Path() == "os" {
		return false // what one goroutine writes into a pipe another one waits for
	}
	return know.Inert(obj)
}

// inBubble reports whether the call may sleep in a bubble of testing/synctest, where
// all others go on until they can't.
func inBubble(call *ssa.Call) bool {
	fn := call.Call.StaticCallee()
	if fn == nil || fn.Name() != "Sleep" || call.Parent().Pkg == nil {
		return false
	}
	return slices.ContainsFunc(call.Parent().Pkg.Pkg.Imports(), func(p *types.Package) bool { return p.Path() == "testing/synctest" })
}

// waits reports whether the instruction is there to wait or to hold others off, by
// what it is or is called. A goroutine on its way to a store may call anything else.
func waits(instr ssa.Instruction) bool {
	call, ok := instr.(*ssa.Call)
	if !ok {
		return orders(instr)
	}
	switch {
	case harmless(&call.Call):
		return false
	case ofSync(&call.Call):
		return true
	case call.Call.IsInvoke():
		return waitName.MatchString(call.Call.Method.Name())
	case call.Call.StaticCallee() != nil && call.Call.StaticCallee().Parent() == nil:
		return waitName.MatchString(call.Call.StaticCallee().Name())
	}
	return true // a function value, a literal
}

// ofSync reports whether a function of sync or sync/atomic is called.
func ofSync(call *ssa.CallCommon) bool {
	fn := call.StaticCallee()
	if fn == nil {
		return false
	}
	obj, ok := fn.Object().(*types.Func)
	return ok && obj.Pkg() != nil && (obj.Pkg().Path() == "sync" || obj.Pkg().Path() == "sync/atomic")
}

var waitName = lazyregexp.New(`(?i)lock|wait|acquire|enter|recv|receive|^do$|once|sync|barrier|join|next|take|get$`)
