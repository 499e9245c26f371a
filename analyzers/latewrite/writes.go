package latewrite

import (
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/goroutine"
	"github.com/gocorelint/gocorelint/analyzers/internal/place"
)

// A worker is a goroutine with what it has of the values of the function around it.
type worker struct {
	*goroutine.Goroutine
	values map[ssa.Value][]ssa.Value
}

func workerOf(start ssa.CallInstruction) *worker {
	w := &worker{goroutine.Of(start), make(map[ssa.Value][]ssa.Value)}
	if w.Goroutine == nil {
		return nil
	}
	for outer, inner := range w.Gets() {
		w.values[source(outer)] = append(w.values[source(outer)], inner)
	}
	return w
}

// source is where a value comes from: what is in a variable that is set once, the slice that it is a part
// of, the channel of which it is one direction.
func source(v ssa.Value) ssa.Value {
	for {
		switch x := v.(type) {
		case *ssa.UnOp:
			once := place.StoredOnce(x.X)
			if x.Op != token.MUL || once == nil {
				return v
			}
			v = once
		case *ssa.Slice:
			v = x.X
		case *ssa.ChangeType:
			v = x.X
		default:
			return v
		}
	}
}

// answers reports whether a case of the select statement receives from a channel that the goroutine has.
func (w *worker) answers(sel *ssa.Select) bool {
	for _, state := range sel.States {
		if state.Dir == types.RecvOnly && !flow.IsClock(state.Chan) && w.values[source(state.Chan)] != nil {
			return true
		}
	}
	return false
}

// writes finds the first instruction that writes into one of the slices, with nothing before it by which the
// goroutine may have learned that nobody waits for it any more.
func (w *worker) writes(slices []ssa.Value) ssa.Instruction {
	targets := make(map[ssa.Instruction]bool)
	for _, v := range slices {
		collect(v, targets, 0)
	}
	if len(targets) == 0 {
		return nil
	}
	first, _ := flow.FirstReached(flow.Entry(w.Fn), func(i ssa.Instruction) bool { return targets[i] }, func(i ssa.Instruction) bool {
		call, ok := i.(*ssa.Call)
		return isWait(i) || ok && isSync(&call.Call)
	})
	return first
}

func isSync(call *ssa.CallCommon) bool {
	fn := flow.Callee(call)
	return fn != nil && fn.Pkg() != nil && strings.HasPrefix(fn.Pkg().Path(), "sync")
}

const maxDepth = 3 // calls that are followed

// collect adds the instructions that write into the slice.
func collect(v ssa.Value, targets map[ssa.Instruction]bool, depth int) {
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Slice:
			collect(ref, targets, depth)
		case *ssa.ChangeType:
			collect(ref, targets, depth)
		case *ssa.IndexAddr:
			for _, use := range *ref.Referrers() {
				if store, ok := use.(*ssa.Store); ok && store.Addr == ref {
					targets[store] = true
				}
			}
		case *ssa.Call:
			if fills(&ref.Call, v, depth) {
				targets[ref] = true
			}
		}
	}
}

// fills reports whether a call writes into the slice: copy, a reader, a function of the package that does.
func fills(call *ssa.CallCommon, v ssa.Value, depth int) bool {
	if b, ok := call.Value.(*ssa.Builtin); ok {
		return b.Name() == "copy" && call.Args[0] == v
	}
	if flow.ReadsInto(call) == v {
		return true
	}
	fn := call.StaticCallee()
	if fn == nil || len(fn.Blocks) == 0 || depth == maxDepth {
		return false
	}
	for i, arg := range call.Args {
		if arg == v && i < len(fn.Params) {
			inner := make(map[ssa.Instruction]bool)
			collect(fn.Params[i], inner, depth+1)
			return len(inner) > 0
		}
	}
	return false
}
