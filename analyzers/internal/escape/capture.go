package escape

import (
	"go/token"

	"golang.org/x/tools/go/ssa"
)

// captured follows a free variable to what the function around bound to it, if
// that is in the batch.
func (b *batch) captured(v *ssa.FreeVar) ssa.Value {
	if b.funcs[v.Parent()] == nil {
		return nil
	}
	return boundTo(v)
}

// capture makes the bindings of a closure flow to it: the variable's value
// where the compiler can copy it, its address otherwise.
func (b *batch) capture(mc *ssa.MakeClosure, closure *location) {
	for _, v := range mc.Bindings {
		src, derefs := b.source(v)
		if src == nil {
			continue
		}
		if alloc, ok := src.value.(*ssa.Alloc); ok && derefs < 0 && b.byValue(alloc) {
			derefs = 0
		}
		b.flow(closure, src, derefs)
	}
}

// byValue reports whether literals capture a copy of the variable: it is small,
// its address is not taken and it never changes after it was captured.
func (b *batch) byValue(alloc *ssa.Alloc) bool {
	copied, known := b.copied[alloc]
	if !known {
		size := b.types.size(elem(alloc))
		copied = 0 <= size && size <= 128 && b.isConstant(alloc, alloc, b.firstCapture(alloc))
		b.copied[alloc] = copied
	}
	return copied
}

// firstCapture is the position of the first literal that captures the
// variable, if it is in no loop that the variable is not in.
func (b *batch) firstCapture(alloc *ssa.Alloc) token.Pos {
	first := token.NoPos
	for _, ref := range *alloc.Referrers() {
		if mc, ok := ref.(*ssa.MakeClosure); ok && (!first.IsValid() || mc.Fn.Pos() < first) {
			first = mc.Fn.Pos()
		}
	}
	if b.layout.depth(first) != b.layout.depth(alloc.Pos()) {
		return token.NoPos
	}
	return first
}

// isConstant reports whether addr, an address in the variable, is only read
// from, apart from the variable's definition and stores before the position.
func (b *batch) isConstant(alloc *ssa.Alloc, addr ssa.Value, before token.Pos) bool {
	for _, ref := range *addr.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Store:
			if ref.Addr != addr || ref.Val == addr || !b.defines(ref, alloc, before) {
				return false
			}
		case *ssa.UnOp, *ssa.DebugRef:
		case *ssa.FieldAddr:
			if !b.isConstant(alloc, ref, before) {
				return false
			}
		case *ssa.IndexAddr:
			if !b.isConstant(alloc, ref, before) {
				return false
			}
		case *ssa.MakeClosure:
			for i, v := range ref.Bindings {
				if v == addr && !b.isConstant(alloc, ref.Fn.(*ssa.Function).FreeVars[i], before) {
					return false
				}
			}
		default:
			return false
		}
	}
	return true
}

// defines reports whether the store does not count as a change.
func (b *batch) defines(store *ssa.Store, alloc *ssa.Alloc, before token.Pos) bool {
	if store.Parent() != alloc.Parent() {
		return false
	}
	if _, ok := store.Val.(*ssa.Parameter); ok && store.Block() == alloc.Block() {
		return true
	}
	return store.Pos() == alloc.Pos() || store.Pos() < before
}

// literal returns the function of the batch that a closure is made of.
func (b *batch) literal(v ssa.Value) *function {
	if mc, ok := v.(*ssa.MakeClosure); ok {
		return b.funcs[mc.Fn.(*ssa.Function)]
	}
	return nil
}

// callee finds the function that a call runs, also where it was put into a
// variable that is assigned once.
func (b *batch) callee(call *ssa.CallCommon) *ssa.Function {
	if fn := call.StaticCallee(); fn != nil {
		return fn
	}
	v := call.Value
	for range 8 {
		switch x := v.(type) {
		case *ssa.MakeClosure:
			return x.Fn.(*ssa.Function)
		case *ssa.Function:
			return x
		case *ssa.FreeVar:
			v = b.captured(x)
		case *ssa.UnOp:
			stored := b.storedOnce(x)
			if stored == nil {
				return nil
			}
			v = stored
		default:
			return nil
		}
	}
	return nil
}

// storedOnce returns the value that a variable was declared with, for a load
// of a variable that never changes.
func (b *batch) storedOnce(load *ssa.UnOp) ssa.Value {
	if load.Op != token.MUL {
		return nil
	}
	addr := load.X
	for range 8 {
		fv, ok := addr.(*ssa.FreeVar)
		if !ok {
			break
		}
		addr = b.captured(fv)
	}
	alloc, ok := addr.(*ssa.Alloc)
	if !ok || !b.isConstant(alloc, alloc, token.NoPos) {
		return nil
	}
	for _, ref := range *alloc.Referrers() {
		if store, ok := ref.(*ssa.Store); ok {
			return store.Val
		}
	}
	return nil
}
