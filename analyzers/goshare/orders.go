package goshare

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/keep"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
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
		return waitName.MatchString(call.Call.Method.Name())
	}
	fn := keep.Callee(&call.Call)
	switch {
	case fn == nil:
		name := valueName(call.Call.Value)
		return name == "" || waitName.MatchString(name)
	case fn.Parent() != nil:
		return depth == 0 || bodyWaits(fn, depth-1)
	case fn.Pkg != nil && know.IsStd(fn.Pkg.Pkg, call.Parent().Pkg.Pkg):
		return stdWaitName.MatchString(fn.Name())
	}
	return waitName.MatchString(fn.Name())
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

// valueName is the name of the field, parameter or variable that a function value is in.
func valueName(v ssa.Value) string {
	switch v := v.(type) {
	case *ssa.Parameter:
		return v.Name()
	case *ssa.FreeVar:
		return v.Name()
	case *ssa.Alloc:
		return v.Comment
	case *ssa.Global:
		return v.Name()
	case *ssa.FieldAddr:
		if f := flow.Field(v); f != nil {
			return f.Name()
		}
	case *ssa.Field:
		if st, ok := v.X.Type().Underlying().(*types.Struct); ok {
			return st.Field(v.Field).Name()
		}
	case *ssa.UnOp:
		if v.Op == token.MUL {
			return valueName(v.X)
		}
	}
	return ""
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

// stdWaitName is for the standard library, in which to get or to do something does not mean to wait for a goroutine:
// http.Get, http.Client.Do.
var stdWaitName = lazyregexp.New(`(?i)lock|wait|acquire`)

var waitName = lazyregexp.New(`(?i)lock|wait|acquire|enter|recv|receive|^do$|once|sync|barrier|join|next|take|get$`)
