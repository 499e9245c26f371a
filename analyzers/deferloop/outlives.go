package deferloop

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/keep"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
)

// outlives reports whether something has the value, or what was made of it,
// when the round is over: that it stays open until the function ends is wanted then.
func outlives(v ssa.Value, loop *flow.Loop) bool {
	return (&holder{loop, make(map[ssa.Value]bool)}).has(v)
}

type holder struct {
	loop *flow.Loop
	seen map[ssa.Value]bool
}

// has looks at what uses a value that is, or holds, what was opened.
func (h *holder) has(v ssa.Value) bool {
	if h.seen[v] || v.Referrers() == nil {
		return false
	}
	h.seen[v] = true
	for _, ref := range *v.Referrers() {
		if h.uses(v, ref) {
			return true
		}
	}
	return false
}

func (h *holder) uses(v ssa.Value, ref ssa.Instruction) bool {
	switch ref := ref.(type) {
	case *ssa.DebugRef, *ssa.Return:
		return false
	case *ssa.Defer:
		return receiver(ref.Common()) != v // something else needs it at the end
	}
	if !h.loop.Contains(ref.Block()) {
		return true
	}
	switch ref := ref.(type) {
	case *ssa.Store:
		return ref.Val == v && h.stored(ref.Addr)
	case *ssa.MapUpdate:
		return !madeIn(ref.Map, h.loop)
	case *ssa.Send, *ssa.Select, *ssa.Go:
		return true
	case *ssa.Call:
		return h.given(v, ref)
	case *ssa.UnOp:
		return ref.Op == token.MUL && holdsOn(ref.Type()) && h.has(ref)
	case *ssa.FieldAddr, *ssa.Field, *ssa.IndexAddr, *ssa.Slice, *ssa.Phi, *ssa.Extract, *ssa.MakeClosure,
		*ssa.MakeInterface, *ssa.ChangeType, *ssa.ChangeInterface, *ssa.TypeAssert:
		return holdsOn(ref.(ssa.Value).Type()) && h.has(ref.(ssa.Value))
	}
	return false
}

// stored follows a value into memory: a variable of the round is followed,
// anything else is there when the round is over.
func (h *holder) stored(addr ssa.Value) bool {
	for {
		switch a := addr.(type) {
		case *ssa.FieldAddr:
			addr = a.X
			continue
		case *ssa.IndexAddr:
			addr = a.X
			continue
		case *ssa.Alloc:
			return h.has(a)
		}
		return !madeIn(addr, h.loop)
	}
}

// given reports whether the callee keeps its argument, or its result is kept.
func (h *holder) given(v ssa.Value, call *ssa.Call) bool {
	common := call.Common()
	if _, builtin := common.Value.(*ssa.Builtin); builtin {
		return h.has(call)
	}
	fn := flow.Callee(common)
	if fn != nil && keeps[know.Name(fn)] {
		return true
	}
	if common.Value == v && common.IsInvoke() {
		return false // its own method
	}
	args := common.Args
	if fn != nil && fn.Signature().Recv() != nil && !common.IsInvoke() {
		if args[0] == v {
			return false
		}
		args = args[1:]
	}
	for i, arg := range common.Args {
		if callee := keep.Callee(common); arg == v && callee != nil && len(callee.Params) == len(common.Args) && keep.By(callee.Params[i]) != nil {
			return true
		}
	}
	// A method of something older may keep what it gets. Those of the standard library that do are few.
	if recv := receiver(common); recv != nil && !madeIn(recv, h.loop) && fn != nil && !hasBody(common) && !know.IsStd(fn.Pkg(), call.Parent().Pkg.Pkg) {
		return true
	}
	for _, arg := range args {
		if arg == v && holdsOn(call.Type()) {
			return h.has(call)
		}
	}
	return false
}

// keeps lists functions of the standard library that go on writing to what they got.
var keeps = map[string]bool{
	"runtime/pprof.StartCPUProfile": true, "runtime/trace.Start": true,
	"log.SetOutput": true, "(*log.Logger).SetOutput": true,
}

// receiver is the object whose method is called, nil for a function.
func receiver(call *ssa.CallCommon) ssa.Value {
	if call.IsInvoke() {
		return call.Value
	}
	if fn := flow.StaticCallee(call); fn != nil && fn.Signature().Recv() != nil {
		return call.Args[0]
	}
	return nil
}

// holdsOn reports whether a value of the type may hold what was opened: text,
// numbers and errors don't.
func holdsOn(t types.Type) bool {
	for range 4 { // of type T []T there is no end
		if s, ok := t.Underlying().(*types.Slice); ok {
			t = s.Elem()
		}
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return false
	case *types.Tuple:
		for v := range u.Variables() {
			if holdsOn(v.Type()) {
				return true
			}
		}
		return false
	case *types.Interface:
		return !types.Identical(t, types.Universe.Lookup("error").Type())
	}
	return true
}

// hasBody reports whether the callee is a function of this package, whose parameters have been followed.
func hasBody(call *ssa.CallCommon) bool {
	callee := keep.Callee(call)
	return callee != nil && len(callee.Blocks) > 0
}
