// Package keep is the engine that knows who keeps a slice: whether another
// name for its array is left when the statement that got it is over.
//
// What it does not know keeps nothing: a call of a function outside of the
// package or through an interface, a return.
package keep

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
)

// maxDepth bounds how many calls are followed.
const maxDepth = 3

// A Keeper is an instruction by which the array of a slice, or what a value
// points to, is kept.
type Keeper struct {
	ssa.Instruction
	// Root is the object, in the function that was asked about, in one field of
	// which the value is stored: the next one that is stored there replaces it.
	// It is nil where values pile up: elements, maps, channels, goroutines.
	Root ssa.Value
	// Container is the list, the map or the variable that the value was put
	// into, in the function that was asked about, nil where there is none or it outlives every call.
	Container ssa.Value
}

// Piles reports whether what is kept the next time that the block runs is kept beside this: the loop has a new object each
// time, or a place for each value. inside says whether the loop computes a value anew.
func (k *Keeper) Piles(inside func(ssa.Value) bool) bool { return k.Root == nil || inside(k.Root) }

// By finds what keeps a value: it is stored in an element, a field, a map, a
// variable of the package or one that a function literal shares, sent on a
// channel, appended as an element, or given to a goroutine. It is nil where
// nothing of that kind is known.
//
// Functions of the package that are called with the value are followed.
func By(v ssa.Value) *Keeper { return Find(v, func(*Keeper) bool { return true }) }

// Find is By for the first keeper that is wanted.
func Find(v ssa.Value, want func(*Keeper) bool) *Keeper {
	return (&search{make(map[ssa.Value]bool), want}).value(v, 0)
}

type search struct {
	seen map[ssa.Value]bool
	want func(*Keeper) bool
}

// value looks at what uses a value that shares the array.
func (s *search) value(v ssa.Value, depth int) *Keeper {
	if s.seen[v] || v.Referrers() == nil || depth > maxDepth {
		return nil
	}
	s.seen[v] = true
	var first *Keeper
	for _, ref := range *v.Referrers() {
		switch found := s.use(v, ref, depth); {
		case found == nil:
		case depth == 0:
			if s.want(found) {
				return found
			}
		case first == nil:
			first = found
		case first.Root != nil && found.Root == nil && ref.Block().Index == 0:
			first = found // each call keeps it for longer here
		}
	}
	return first
}

func (s *search) use(v ssa.Value, ref ssa.Instruction, depth int) *Keeper {
	switch ref := ref.(type) {
	case *ssa.Store:
		if ref.Val == v {
			return s.store(ref, depth)
		}
	case *ssa.MapUpdate:
		if ref.Value == v {
			return s.in(ref, ref.Map, depth)
		}
	case *ssa.Send:
		if ref.X == v {
			return &Keeper{Instruction: ref}
		}
	case *ssa.Select:
		for _, state := range ref.States {
			if state.Send == v {
				return &Keeper{Instruction: ref}
			}
		}
	case *ssa.Go:
		return &Keeper{Instruction: ref}
	case *ssa.Phi:
		return s.value(ref, depth)
	case *ssa.ChangeType:
		return s.value(ref, depth)
	case *ssa.MakeInterface:
		return s.value(ref, depth)
	case *ssa.Slice:
		if _, ok := v.Type().Underlying().(*types.Basic); !ok && !isCopy(ref) {
			return s.value(ref, depth)
		}
	case *ssa.Call:
		return s.call(v, ref, depth)
	}
	return nil
}

// isCopy recognizes s[:0:0], of which append makes a copy.
func isCopy(v *ssa.Slice) bool {
	k, ok := v.Max.(*ssa.Const)
	return ok && k.Value != nil && k.Int64() == 0
}

// store decides by what the address is of.
func (s *search) store(store *ssa.Store, depth int) *Keeper {
	addr, element := store.Addr, false
	for {
		switch a := addr.(type) {
		case *ssa.FieldAddr:
			addr = a.X
			continue
		case *ssa.IndexAddr:
			addr, element = a.X, true
			continue
		case *ssa.Alloc:
			found := s.memory(a, depth)
			if found != nil && !isAppend(found.Instruction) && a.Comment != "varargs" && found.Root != ssa.Value(a) {
				found.Instruction = store
			}
			return found
		}
		break
	}
	if element {
		return s.in(store, addr, depth)
	}
	return &Keeper{Instruction: store, Root: addr}
}

// in is the keeper that puts a value into a container. One that a called
// function has made itself keeps it only as long as somebody has the container.
func (s *search) in(by ssa.Instruction, container ssa.Value, depth int) *Keeper {
	if depth == 0 {
		return &Keeper{Instruction: by, Container: container}
	}
	switch origin := origin(container); origin.(type) {
	case *ssa.Parameter, *ssa.FreeVar, *ssa.Global:
		return &Keeper{Instruction: by, Container: origin}
	case *ssa.Alloc, *ssa.MakeMap, *ssa.MakeSlice, *ssa.Const:
		return s.value(container, depth)
	}
	return &Keeper{Instruction: by}
}

// memory looks for what keeps the contents of a local variable.
func (s *search) memory(a *ssa.Alloc, depth int) *Keeper {
	if s.seen[a] {
		return nil
	}
	s.seen[a] = true
	for _, ref := range *a.Referrers() {
		var found *Keeper
		switch ref := ref.(type) {
		case *ssa.UnOp:
			if ref.Op == token.MUL {
				found = s.value(ref, depth)
			}
		case *ssa.FieldAddr:
			found = s.loads(ref, depth)
		case *ssa.IndexAddr:
			found = s.loads(ref, depth)
		case *ssa.MakeClosure:
			// The literal shares the variable; the next value replaces this one,
			// unless there is a new variable.
			if g := started(ref); g != nil {
				found = &Keeper{Instruction: g, Root: a}
			}
		case *ssa.Slice:
			found = s.elements(ref, depth)
		case *ssa.Store:
			if ref.Val == a {
				found = s.store(ref, depth)
			}
		default:
			found = s.use(a, ref, depth)
		}
		if found != nil {
			return found
		}
	}
	return nil
}

// loads looks for what keeps a part of a local variable.
func (s *search) loads(addr ssa.Value, depth int) *Keeper {
	for _, ref := range *addr.Referrers() {
		if load, ok := ref.(*ssa.UnOp); ok && load.Op == token.MUL {
			if found := s.value(load, depth); found != nil {
				return found
			}
		}
	}
	return nil
}

// elements looks for what keeps the elements of a slice, such as those of the
// arguments in append(list, v).
func (s *search) elements(slice *ssa.Slice, depth int) *Keeper {
	for _, ref := range *slice.Referrers() {
		if call, ok := ref.(*ssa.Call); ok && isAppend(call) && call.Call.Args[1] == slice {
			return s.in(call, call, depth)
		}
	}
	return s.value(slice, depth)
}

// started is the go statement that runs a function literal.
func started(lit *ssa.MakeClosure) *ssa.Go {
	for _, ref := range *lit.Referrers() {
		if g, ok := ref.(*ssa.Go); ok && g.Call.Value == lit {
			return g
		}
	}
	return nil
}

func (s *search) call(v ssa.Value, call *ssa.Call, depth int) *Keeper {
	if isAppend(call) {
		if call.Call.Args[0] == v {
			return s.value(call, depth)
		}
		return nil // the elements are copied
	}
	if fn := flow.StaticCallee(&call.Call); fn != nil && parts[know.Name(fn)] && call.Call.Args[0] == v {
		return s.part(call, depth)
	}
	callee := Callee(&call.Call)
	if callee == nil || len(callee.Params) != len(call.Call.Args) {
		return nil
	}
	for i, arg := range call.Call.Args {
		if arg != v {
			continue
		}
		if found := s.value(callee.Params[i], depth+1); found != nil {
			return returned(found, call, callee)
		}
	}
	return nil
}

// parts lists functions whose results are parts of their first argument.
var parts = map[string]bool{
	"bytes.TrimSpace": true, "bytes.Trim": true, "bytes.TrimLeft": true, "bytes.TrimRight": true,
	"bytes.TrimPrefix": true, "bytes.TrimSuffix": true, "bytes.Cut": true, "bytes.CutPrefix": true, "bytes.CutSuffix": true,
	"bytes.Fields": true, "bytes.Split": true, "bytes.SplitN": true, "bytes.SplitAfter": true, "bytes.SplitAfterN": true,
}

// part looks at what uses the results of a function that returns parts of its argument.
func (s *search) part(call *ssa.Call, depth int) *Keeper {
	if call.Call.Signature().Results().Len() == 1 {
		return s.value(call, depth)
	}
	for _, ref := range *call.Referrers() {
		if x, ok := ref.(*ssa.Extract); ok {
			if found := s.value(x, depth); found != nil {
				return found
			}
		}
	}
	return nil
}

// returned is what a keeper in a function means for a call of it.
func returned(found *Keeper, call *ssa.Call, callee *ssa.Function) *Keeper {
	k := &Keeper{Instruction: call, Root: found.Root}
	if _, local := found.Container.(*ssa.Parameter); !local {
		k.Container = found.Container // shared, and there for ever
	}
	for i, p := range callee.Params {
		if found.Root == p {
			k.Root = call.Call.Args[i]
		}
		if found.Container == p {
			k.Container = call.Call.Args[i]
		}
	}
	return k
}

func isAppend(instr ssa.Instruction) bool {
	call, ok := instr.(*ssa.Call)
	if !ok {
		return false
	}
	b, ok := call.Call.Value.(*ssa.Builtin)
	return ok && b.Name() == "append"
}
