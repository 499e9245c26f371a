package copyempty

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
)

// A path is a field, or a field of a field, of what a pointer points to.
type path struct {
	root   ssa.Value
	fields []int
}

func pathOf(addr ssa.Value) path {
	var fields []int
	for {
		f, ok := addr.(*ssa.FieldAddr)
		if !ok {
			slices.Reverse(fields)
			return path{addr, fields}
		}
		fields = append(fields, f.Field)
		addr = f.X
	}
}

// below returns the fields of p that come behind those of q.
func (p path) below(q path) ([]int, bool) {
	if p.root != q.root || len(p.fields) < len(q.fields) || !slices.Equal(p.fields[:len(q.fields)], q.fields) {
		return nil, false
	}
	return p.fields[len(q.fields):], true
}

// sharedSince finds the assignment of a struct since which two loads of its field give the same map or slice,
// with nothing in between that may set either of them.
func sharedSince(dst, src ssa.Value, at ssa.Instruction) token.Pos {
	to, ok := dst.(*ssa.UnOp)
	from, ok2 := src.(*ssa.UnOp)
	if !ok || !ok2 || to.Op != token.MUL || from.Op != token.MUL {
		return token.NoPos
	}
	p, q := pathOf(to.X), pathOf(from.X)
	if len(p.fields) == 0 || len(q.fields) == 0 || p.root == q.root {
		return token.NoPos
	}
	for _, store := range assignments(at.Parent(), p.root, q.root) {
		a, b := pathOf(store.Addr), pathOf(store.Val.(*ssa.UnOp).X)
		if a.root != p.root {
			a, b = b, a
		}
		x, ok := p.below(a)
		y, ok2 := q.below(b)
		if ok && ok2 && len(x) > 0 && slices.Equal(x, y) && flow.Dominates(store, at) && !touched(store, at, p, q) {
			return store.Pos()
		}
	}
	return token.NoPos
}

// assignments lists the stores of a struct from one of the objects to the other; none of a variable of the package, which any
// call may change.
func assignments(fn *ssa.Function, a, b ssa.Value) []*ssa.Store {
	if a.Parent() != fn || b.Parent() != fn {
		return nil
	}
	var list []*ssa.Store
	for _, block := range fn.Blocks {
		for _, instr := range block.Instrs {
			store, ok := instr.(*ssa.Store)
			if !ok {
				continue
			}
			load, ok := store.Val.(*ssa.UnOp)
			if !ok || load.Op != token.MUL || !isStruct(load.Type()) {
				continue
			}
			x, y := pathOf(store.Addr).root, pathOf(load.X).root
			if x == a && y == b || x == b && y == a {
				list = append(list, store)
			}
		}
	}
	return list
}

func isStruct(t types.Type) bool {
	_, ok := t.Underlying().(*types.Struct)
	return ok
}

// touched reports whether something between the two may set one of the fields.
func touched(from *ssa.Store, to ssa.Instruction, p, q path) bool {
	return flow.Reaches(flow.After(from), func(instr ssa.Instruction) bool {
		switch instr := instr.(type) {
		case *ssa.Store:
			if instr == to {
				return false
			}
			set := pathOf(instr.Addr)
			_, ofP := p.below(set)
			_, ofQ := q.below(set)
			return ofP || ofQ || instr.Val == p.root || instr.Val == q.root || !isAlloc(set.root) && sameField(instr.Addr, p, q)
		case *ssa.Call:
			if _, ok := instr.Call.Value.(*ssa.Builtin); ok || instr == to {
				return false
			}
			return flow.StaticCallee(&instr.Call) == nil || slices.ContainsFunc(instr.Call.Args, func(arg ssa.Value) bool {
				root := pathOf(arg).root
				return root == p.root || root == q.root
			})
		case *ssa.MakeClosure, *ssa.MakeInterface, *ssa.Go, *ssa.Defer, *ssa.Select:
			return true
		}
		return false
	}, flow.Is(to))
}

func isAlloc(v ssa.Value) bool {
	_, ok := v.(*ssa.Alloc)
	return ok
}

// sameField reports whether an address may be that of one of the fields, by another pointer.
func sameField(addr ssa.Value, p, q path) bool {
	f, ok := addr.(*ssa.FieldAddr)
	return !ok || f.Field == p.fields[len(p.fields)-1] || f.Field == q.fields[len(q.fields)-1]
}
