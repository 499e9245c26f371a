package goshare

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/keep"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/place"
	"github.com/gocorelint/gocorelint/internal/lazyregexp"
)

// orders reports whether the instruction may wait for another goroutine, let one go on, or
// hold others off: what follows it may be in order.
func orders(instr ssa.Instruction) bool {
	switch instr := instr.(type) {
	case *ssa.UnOp:
		return instr.Op == token.ARROW && !fromOutside(instr.X)
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
func waits(instr ssa.Instruction) bool { return waitsIn(instr, 3) }

func waitsIn(instr ssa.Instruction, depth int) bool {
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
		return speaksOfWaiting(call.Call.Method.Name(), len(call.Call.Args))
	}
	fn := keep.Callee(&call.Call)
	switch {
	case fn == nil:
		name := flow.CalledName(&call.Call)
		return !flow.Answers(&call.Call) || name == "" || speaksOfWaiting(name, len(call.Call.Args))
	case fn.Parent() != nil:
		return depth == 0 || bodyWaits(fn, depth-1)
	case ofStd(fn, instr.Parent()):
		return false // strings.Join, (*http.Client).Do
	case fn.Signature.Recv() != nil:
		return speaksOfWaiting(fn.Name(), len(call.Call.Args)-1)
	}
	return speaksOfWaiting(fn.Name(), len(call.Call.Args))
}

// bodyWaits reports whether anything in a function literal that is called by its name is there to wait.
func bodyWaits(lit *ssa.Function, depth int) bool {
	for _, b := range lit.Blocks {
		for _, instr := range b.Instrs {
			if waitsIn(instr, depth) {
				return true
			}
		}
	}
	return false
}

// ofStd reports whether the function is one of the standard library, those of package testing apart: but for those of
// ofSync none holds another call off.
func ofStd(callee, user *ssa.Function) bool {
	obj := callee.Object()
	return obj != nil && obj.Pkg() != nil && user.Pkg != nil && know.IsStd(obj.Pkg(), user.Pkg.Pkg) &&
		!strings.HasPrefix(obj.Pkg().Path(), "testing")
}

// speaksOfWaiting reports whether the name is one of a function that waits or holds others off. Who gets by
// a key looks something up.
func speaksOfWaiting(name string, args int) bool {
	return waitName.MatchString(name) || args == 0 && takeName.MatchString(name)
}

// ofSync reports whether a function of a package is called that is there for goroutines to wait for each other: sync, sync/atomic,
// and net/textproto, whose Pipeline gives each its turn.
func ofSync(call *ssa.CallCommon) bool {
	fn := call.StaticCallee()
	if fn == nil {
		return false
	}
	obj, ok := fn.Object().(*types.Func)
	if !ok || obj.Pkg() == nil {
		return false
	}
	switch obj.Pkg().Path() {
	case "sync", "sync/atomic", "net/textproto":
		return true
	}
	return false
}

var waitName = lazyregexp.New(`(?i)lock|wait|acquire|enter|recv|receive|^do$|once|sync|barrier|join|next|take`)

var takeName = lazyregexp.New(`(?i)get$`)

// throttles reports whether the instruction takes or gives back one of several slots: a channel with a buffer for more
// than one of them holds nobody off but when it is full, and orders nobody.
func throttles(instr ssa.Instruction) bool {
	switch instr := instr.(type) {
	case *ssa.Send:
		return severalSlots(instr.Chan)
	case *ssa.UnOp:
		return instr.Op == token.ARROW && len(*instr.Referrers()) == 0 && severalSlots(instr.X)
	}
	return false
}

func severalSlots(ch ssa.Value) bool {
	if load, ok := ch.(*ssa.UnOp); ok {
		ch = place.StoredOnce(load.X)
	}
	made, ok := ch.(*ssa.MakeChan)
	if !ok {
		return false
	}
	size, ok := made.Size.(*ssa.Const)
	return !ok || size.Int64() > 1
}
