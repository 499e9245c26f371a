package keep

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/typeis"
)

// Lives reports whether what the value was put into is still there for
// somebody when control comes to the instruction: a list that each iteration makes anew, and
// is done with, keeps nothing for the next one.
func (k *Keeper) Lives(at ssa.Instruction) bool {
	return k.Container == nil || (&life{k.Instruction, at, make(map[ssa.Value]bool)}).lives(k.Container)
}

// Outlives reports whether what the value was put into is there when the function
// that does it is over: it has got it, or shares it.
func (k *Keeper) Outlives() bool {
	if k.Root != nil {
		return lasts(k.Root)
	}
	if k.Container == nil {
		return true
	}
	switch origin(k.Container).(type) {
	case *ssa.Parameter, *ssa.FreeVar, *ssa.Global:
		return true
	}
	return false
}

// lasts reports whether an object is what a parameter points to, a part of that or what it has, or a variable of the package.
func lasts(root ssa.Value) bool {
	for {
		switch x := root.(type) {
		case *ssa.Parameter:
			return typeis.Pointer(x.Type())
		case *ssa.Global:
			return true
		case *ssa.FieldAddr:
			root = x.X
		case *ssa.UnOp:
			if x.Op != token.MUL {
				return false
			}
			root = x.X
		default:
			return false
		}
	}
}

// Replaced reports whether the function may set the field in which the value is stored to something else later on, itself or
// by a literal.
func (k *Keeper) Replaced() bool {
	store, ok := k.Instruction.(*ssa.Store)
	if !ok {
		return false
	}
	addr, ok := store.Addr.(*ssa.FieldAddr)
	for _, fn := range append([]*ssa.Function{k.Parent()}, k.Parent().AnonFuncs...) {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				other, isStore := instr.(*ssa.Store)
				if !isStore || other == store || fn == k.Parent() && !flow.Reaches(flow.After(store), flow.Is(other), nil) {
					continue
				}
				to, isField := other.Addr.(*ssa.FieldAddr)
				if other.Addr == store.Addr || ok && isField && to.Field == addr.Field && types.Identical(to.X.Type(), addr.X.Type()) {
					return true
				}
			}
		}
	}
	return false
}

// A life answers for the containers of one keeper at one instruction.
type life struct {
	by   ssa.Instruction
	at   ssa.Instruction
	seen map[ssa.Value]bool
}

func (l *life) lives(v ssa.Value) bool {
	if l.seen[v] {
		return false
	}
	switch v := v.(type) {
	case *ssa.Parameter, *ssa.FreeVar, *ssa.Global:
		return true
	case *ssa.UnOp:
		if v.Op == token.MUL {
			return l.lives(v.X)
		}
	case *ssa.FieldAddr:
		return l.lives(v.X)
	case *ssa.IndexAddr:
		return l.lives(v.X)
	case *ssa.Lookup:
		return l.lives(v.X)
	case *ssa.ChangeType:
		return l.lives(v.X)
	case *ssa.Slice:
		if l.lives(v.X) {
			return true
		}
	}
	return l.usedLater(v)
}

// usedLater reports whether something looks at the container behind the
// instruction, before it is made again.
func (l *life) usedLater(v ssa.Value) bool {
	if l.seen[v] || v.Referrers() == nil {
		return false
	}
	l.seen[v] = true
	return l.anyLater(v, v)
}

// anyLater looks at the uses of an address in the container, or of itself.
func (l *life) anyLater(addr, v ssa.Value) bool {
	for _, ref := range *addr.Referrers() {
		if ref, ok := ref.(ssa.Value); ok {
			switch ref.(type) {
			case *ssa.FieldAddr, *ssa.IndexAddr:
				if l.anyLater(ref, v) {
					return true
				}
				continue
			}
		}
		if l.useLater(addr, v, ref) {
			return true
		}
	}
	return false
}

func (l *life) useLater(addr, v ssa.Value, ref ssa.Instruction) bool {
	switch ref := ref.(type) {
	case *ssa.DebugRef:
		return false
	case *ssa.Phi:
		return l.usedLater(ref)
	case *ssa.Slice:
		if !emptied(ref) && l.usedLater(ref) {
			return true
		}
		return !emptied(ref) && l.reached(v, ref)
	case *ssa.ChangeType:
		return l.usedLater(ref)
	case *ssa.MakeInterface:
		return l.usedLater(ref)
	case *ssa.Store:
		if ref.Val != addr {
			return false
		}
		if local, ok := origin(ref.Addr).(*ssa.Alloc); ok {
			return l.usedLater(local)
		}
		return true
	case *ssa.MapUpdate:
		return ref.Value == addr && l.lives(ref.Map)
	case *ssa.Send, *ssa.Go:
		return true
	case *ssa.MakeClosure:
		// The literal may look at it as long as the variable is not a new one.
		return !flow.Reaches(flow.After(l.at), l.makes(v), nil)
	case *ssa.Call:
		if isAppend(ref) && ref.Call.Args[0] == v && l.usedLater(ref) {
			return true
		}
	}
	return l.reached(v, ref)
}

// reached reports whether control comes to the use behind the instruction, while v is the same.
func (l *life) reached(v ssa.Value, use ssa.Instruction) bool {
	if _, ok := v.(*ssa.Phi); !ok && !flow.Reaches(flow.After(l.by), func(instr ssa.Instruction) bool { return instr == l.at }, l.makes(v)) {
		return false // it is another one by then
	}
	return flow.Reaches(flow.After(l.at), func(instr ssa.Instruction) bool { return instr == use }, l.makes(v))
}

func (l *life) makes(v ssa.Value) func(ssa.Instruction) bool {
	def, _ := v.(ssa.Instruction)
	return func(instr ssa.Instruction) bool { return def != nil && instr == def }
}

// emptied recognizes s[:0]: what was in it is not looked at any more.
func emptied(s *ssa.Slice) bool {
	k, ok := s.High.(*ssa.Const)
	return ok && k.Value != nil && k.Int64() == 0
}

// origin is what an address, an element or the result of an append is a part of.
func origin(v ssa.Value) ssa.Value {
	for range maxOrigin {
		switch x := v.(type) {
		case *ssa.FieldAddr:
			v = x.X
		case *ssa.IndexAddr:
			v = x.X
		case *ssa.Slice:
			v = x.X
		case *ssa.ChangeType:
			v = x.X
		case *ssa.Lookup:
			v = x.X
		case *ssa.UnOp:
			if x.Op != token.MUL {
				return v
			}
			v = x.X
		case *ssa.Call:
			if !isAppend(x) {
				return v
			}
			v = x.Call.Args[0]
		case *ssa.Phi:
			v = firstEdge(x)
		default:
			return v
		}
	}
	return v
}

// maxOrigin bounds how far origin looks.
const maxOrigin = 32

// firstEdge is the value with which a loop begins.
func firstEdge(phi *ssa.Phi) ssa.Value {
	for i, pred := range phi.Block().Preds {
		if !phi.Block().Dominates(pred) {
			return phi.Edges[i]
		}
	}
	return phi.Edges[0]
}

// Callee is the function that is called: also a literal that is the only value of a variable, as
// one that calls itself must be.
func Callee(call *ssa.CallCommon) *ssa.Function {
	if fn := call.StaticCallee(); fn != nil {
		return fn
	}
	load, ok := call.Value.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return nil
	}
	cell, ok := Variable(load.X).(*ssa.Alloc)
	if !ok {
		return nil
	}
	var found *ssa.Function
	for _, ref := range *cell.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Store:
			if ref.Addr != cell || found != nil {
				return nil
			}
			switch v := ref.Val.(type) {
			case *ssa.MakeClosure:
				found, _ = v.Fn.(*ssa.Function)
			case *ssa.Function:
				found = v
			default:
				return nil
			}
		case *ssa.MakeClosure:
			if sets(ref, cell) {
				return nil
			}
		case *ssa.UnOp, *ssa.DebugRef:
		default:
			return nil
		}
	}
	return found
}

// sets reports whether a literal may set the variable that it shares.
func sets(lit *ssa.MakeClosure, cell ssa.Value) bool {
	fn := lit.Fn.(*ssa.Function)
	for i, b := range lit.Bindings {
		if b != cell {
			continue
		}
		for _, ref := range *fn.FreeVars[i].Referrers() {
			switch ref := ref.(type) {
			case *ssa.UnOp, *ssa.DebugRef:
			case *ssa.MakeClosure:
				if sets(ref, fn.FreeVars[i]) {
					return true
				}
			default:
				return true
			}
		}
	}
	return false
}

// Variable is the variable behind the name that function literals have for it.
func Variable(v ssa.Value) ssa.Value {
	for {
		free, ok := v.(*ssa.FreeVar)
		if !ok {
			return v
		}
		bound := binding(free)
		if bound == nil {
			return v
		}
		v = bound
	}
}

func binding(free *ssa.FreeVar) ssa.Value {
	fn := free.Parent()
	var found ssa.Value
	if fn.Parent() == nil {
		return nil
	}
	for _, b := range fn.Parent().Blocks {
		for _, instr := range b.Instrs {
			lit, ok := instr.(*ssa.MakeClosure)
			if !ok || lit.Fn != fn {
				continue
			}
			for i, v := range fn.FreeVars {
				if v == free {
					found = lit.Bindings[i]
				}
			}
		}
	}
	return found
}
