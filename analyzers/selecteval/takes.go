package selecteval

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/place"
)

// body is the SSA form of a function of this package, nil for others.
func (c *checker) body(fn *types.Func) *ssa.Function {
	if fn.Origin().Pkg() != c.Pkg {
		return nil
	}
	f := c.ssa.Pkg.Prog.FuncValue(fn.Origin())
	if f == nil || len(f.Blocks) == 0 {
		return nil
	}
	return f
}

// receives is where a function of the package receives in any case: in its first block, and not in a
// select statement with a way out.
func (c *checker) receives(fn *types.Func) token.Pos {
	f := c.body(fn)
	if f == nil {
		return token.NoPos
	}
	for _, instr := range f.Blocks[0].Instrs {
		if recv, ok := instr.(*ssa.UnOp); ok && recv.Op == token.ARROW && !isClock(recv.Type()) {
			return recv.Pos()
		}
	}
	return token.NoPos
}

// takes says by what a function takes the value that it returns out of something, "" where it is not
// known to.
func (c *checker) takes(fn *types.Func, from token.Pos) string {
	switch know.Name(fn) {
	case "container/heap.Pop", "container/heap.Remove", "(*container/list.List).Remove":
		return "it removes the element"
	case "(*sync.Map).LoadAndDelete":
		return "it deletes the key"
	}
	f := c.body(fn)
	if f == nil || f.Signature.Results().Len() == 0 {
		return ""
	}
	for _, b := range f.Blocks {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.Store:
				if shortens(instr) {
					return "it shortens the slice at " + c.Line(from, instr.Pos())
				}
			case *ssa.Call:
				callee := flow.StaticCallee(&instr.Call)
				if callee == nil {
					continue
				}
				switch know.Name(callee) {
				case "container/heap.Pop", "(*container/list.List).Remove":
					if returned(instr, f) {
						return "it removes the element at " + c.Line(from, instr.Pos())
					}
				}
			}
		}
	}
	return ""
}

// shortens recognizes q.items = q.items[1:], and [:n], where an element of it is returned.
func shortens(store *ssa.Store) bool {
	slice, ok := store.Val.(*ssa.Slice)
	if !ok {
		return false
	}
	load, ok := slice.X.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return false
	}
	p, ok := place.Of(load.X)
	q, ok2 := place.Of(store.Addr)
	if !ok || !ok2 || p != q {
		return false
	}
	if _, local := p.Root.(*ssa.Alloc); local {
		return false
	}
	return elementReturned(store.Parent(), p)
}

// elementReturned reports whether a function returns an element of the slice at the place.
func elementReturned(fn *ssa.Function, p place.Place) bool {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			load, ok := instr.(*ssa.UnOp)
			if !ok || load.Op != token.MUL {
				continue
			}
			element, ok := load.X.(*ssa.IndexAddr)
			if !ok {
				continue
			}
			all, ok := element.X.(*ssa.UnOp)
			if !ok || all.Op != token.MUL {
				continue
			}
			if q, ok := place.Of(all.X); ok && p == q && returned(load, fn) {
				return true
			}
		}
	}
	return false
}

// returned reports whether a value is a result of the function, as it is or as another type.
func returned(v ssa.Value, fn *ssa.Function) bool {
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Return:
			return true
		case *ssa.TypeAssert:
			if !ref.CommaOk && returned(ref, fn) {
				return true
			}
		case *ssa.Phi:
			if returned(ref, fn) {
				return true
			}
		case *ssa.ChangeType, *ssa.MakeInterface, *ssa.Extract:
			if returned(ref.(ssa.Value), fn) {
				return true
			}
		}
	}
	return false
}
