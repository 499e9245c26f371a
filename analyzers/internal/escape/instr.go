package escape

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/typeis"
)

// locate makes the locations of an instruction's memory.
func (b *batch) locate(fn *function, instr ssa.Instruction) {
	switch x := instr.(type) {
	case *ssa.Alloc:
		b.newLocation(fn, x, b.depth(x.Pos(), x), false)
	case *ssa.Phi:
		b.locatePhi(fn, x)
	case *ssa.MakeInterface:
		if !b.types.isDirect(x.X.Type()) {
			b.newLocation(fn, x, b.depth(x.Pos(), x), false)
		}
	case *ssa.Convert:
		switch {
		case !b.types.hasPointers(x.Type()):
		case !b.isUnsafe(x):
			b.newLocation(fn, x, b.depth(x.Pos(), x), false)
		case !b.types.hasPointers(x.X.Type()): // from uintptr
			b.newLocation(fn, x, b.depth(x.Pos(), x), true)
		}
	case *ssa.MakeClosure:
		b.newLocation(fn, x, b.depth(x.Pos(), x), false)
		b.literals = true
	case *ssa.MakeSlice, *ssa.MakeMap:
		b.newLocation(fn, x.(ssa.Value), b.depth(x.Pos(), x), false)
	}
}

// locatePhi makes a location for a variable that several values flow to. The
// position is the variable's declaration. Loop variables that are new each
// time are a phi of their own addresses, and one location.
func (b *batch) locatePhi(fn *function, phi *ssa.Phi) {
	if !b.types.hasPointers(phi.Type()) {
		return
	}
	depth := b.depth(phi.Pos(), phi)
	if isLoopVariable(phi) {
		l := b.newLocation(fn, phi, depth, false)
		for _, e := range phi.Edges {
			b.values[e] = l
		}
		return
	}
	b.newLocation(fn, phi, depth, true)
}

func isLoopVariable(phi *ssa.Phi) bool {
	for _, e := range phi.Edges {
		if alloc, ok := e.(*ssa.Alloc); !ok || alloc.Pos() != phi.Pos() {
			return false
		}
	}
	return true
}

// connect adds the edges of an instruction.
func (b *batch) connect(fn *function, instr ssa.Instruction) {
	switch x := instr.(type) {
	case *ssa.Phi:
		if l := b.values[x]; l != nil && l.holds {
			for _, e := range x.Edges {
				b.assign(l, 0, e)
			}
		}
	case *ssa.MakeInterface:
		b.assign(b.values[x], 0, x.X)
	case *ssa.Convert:
		if l := b.values[x]; l != nil && l.holds {
			b.assignUintptr(l, x.X, 8)
		}
	case *ssa.MakeClosure:
		b.connectClosure(fn, x)
	case *ssa.Store:
		b.store(x)
	case *ssa.MapUpdate:
		b.assign(&b.heap, 0, x.Key)
		b.assign(&b.heap, 0, x.Value)
	case *ssa.Send:
		b.assign(&b.heap, 0, x.X)
	case *ssa.Select:
		for _, s := range x.States {
			if s.Send != nil {
				b.assign(&b.heap, 0, s.Send)
			}
		}
	case *ssa.Panic:
		b.assign(&b.heap, 0, x.X)
	case *ssa.Return:
		for i, v := range x.Results {
			b.assign(fn.results[i], 0, v)
		}
	case *ssa.Call:
		b.call(fn, x)
	case *ssa.Go:
		b.spread(&b.heap, &x.Call)
	case *ssa.Defer:
		if x.DeferStack == nil && b.layout.depth(x.Pos()) == fn.base {
			b.call(fn, x)
		} else {
			b.spread(&b.heap, &x.Call)
		}
	}
	if x, ok := instr.(ssa.Value); ok && b.tooLarge(x) {
		b.flow(&b.heap, b.values[x], -1)
	}
}

// store models *addr = val. What is written into a variable of the batch flows
// there; what is written through a pointer flows to the heap.
func (b *batch) store(x *ssa.Store) {
	base := x.Addr
	for {
		if f, ok := base.(*ssa.FieldAddr); ok {
			base = f.X
		} else if i, ok := base.(*ssa.IndexAddr); ok && typeis.Pointer(i.X.Type()) {
			base = i.X
		} else if fv, ok := base.(*ssa.FreeVar); ok && b.captured(fv) != nil {
			base = b.captured(fv)
		} else {
			break
		}
	}
	if i, ok := base.(*ssa.IndexAddr); ok {
		base = i.X // an element of a slice
	} else if l := b.values[base]; l != nil && !l.holds && b.named(l, x) {
		b.assign(l, 0, x.Val)
		return
	}
	b.assign(&b.mutator, 0, base)
	b.assign(&b.heap, 0, x.Val)
}

// named reports whether the store is to the variable itself or part of the
// literal that makes it. Memory made by new or &T{} has no name: what is
// written later is written through a pointer.
func (b *batch) named(l *location, x *ssa.Store) bool {
	alloc, ok := l.value.(*ssa.Alloc)
	if !ok {
		return true // a loop variable
	}
	switch alloc.Comment {
	case "new", "makeslice":
		return false
	case "complit":
		return !alloc.Heap || b.layout.inLiteral(alloc.Pos(), x.Pos())
	}
	return true
}

func (b *batch) connectClosure(fn *function, x *ssa.MakeClosure) {
	closure := b.values[x]
	lit := x.Fn.(*ssa.Function)
	if b.funcs[lit] != nil {
		b.capture(x, closure)
		return
	}
	// A method value: the receiver flows to the closure and, when it is
	// called, to the method; the results go anywhere.
	recv := x.Bindings[0]
	b.assign(closure, 0, recv)
	leaks, known := Leaks{}, false
	if obj := origin(lit); obj != nil && !types.IsInterface(obj.Signature().Recv().Type()) {
		var s summary
		if s, known = b.summaries.of(obj); known {
			leaks = s.param(0)
		} else {
			b.assign(&b.unknown, 0, recv)
			return
		}
	}
	if !known {
		b.assign(&b.heap, 0, recv)
		return
	}
	b.pass(leaks, recv, b.everywhere)
}

func elem(alloc *ssa.Alloc) types.Type {
	return alloc.Type().Underlying().(*types.Pointer).Elem()
}
