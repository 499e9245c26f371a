package guardedby

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

// sets reports whether a method is there for others to set something.
func sets(fn *ssa.Function) bool {
	return fn.Signature.Recv() != nil && fn.Object() != nil && fn.Object().Exported() && startsWith(fn.Name(), "set", "update", "replace")
}

// lazy reports a method that sets the field when it is first asked for, without the lock with which others use it.
func (c *checker) lazy(v *types.Var, g *guard) bool {
	if len(g.changes()) > 0 || functions(g.bare) != 1 {
		return false // perhaps one goroutine has the field to itself
	}
	i := slices.IndexFunc(g.bare, func(set *access) bool {
		return set.write && !set.inside && slices.ContainsFunc(g.bare, func(test *access) bool {
			return !test.write && branches(test.at) && test.fn == set.fn && test.at.Block() != set.at.Block() && test.at.Block().Dominates(set.at.Block())
		})
	})
	if i < 0 || !exported(g.bare[i].fn) || !c.concurrent(g.bare[i], g) {
		return false
	}
	c.Report(report.Finding{At: report.At(g.bare[i].at.Pos(), 1), Kind: bareLazy, Args: []any{v.Name(), g.class.Name(), c.Line(g.bare[i].at.Pos(), g.holding[0].at.Pos())}})
	return true
}

func exported(fn *ssa.Function) bool { return fn.Object() != nil && fn.Object().Exported() }

// returnsInside reports whether the instruction loads a map or slice that the function returns.
func returnsInside(instr ssa.Instruction) bool {
	load, ok := instr.(*ssa.UnOp)
	if !ok {
		return false
	}
	switch load.Type().Underlying().(type) {
	case *types.Map, *types.Slice:
		return returned(load)
	}
	return false
}

// lendsMap reports whether the function's comment says on what terms it gives the map away.
func lendsMap(fn *ssa.Function) bool {
	decl, ok := fn.Syntax().(*ast.FuncDecl)
	return ok && decl.Doc != nil && lent.MatchString(decl.Doc.Text())
}

// returned reports whether a value is returned, directly or through the variable that holds the
// result while deferred calls run.
func returned(v ssa.Value) bool {
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Return:
			return true
		case *ssa.Store:
			result, ok := ref.Addr.(*ssa.Alloc)
			if !ok || result.Heap {
				continue
			}
			for _, ref := range *result.Referrers() {
				if load, ok := ref.(*ssa.UnOp); ok && returned(load) {
					return true
				}
			}
		}
	}
	return false
}

// sorts reports whether the function is a method of a sort.Interface or heap.Interface.
func sorts(fn *ssa.Function) bool {
	recv := fn.Signature.Recv()
	if recv == nil || !slices.Contains([]string{"Len", "Less", "Swap", "Push", "Pop"}, fn.Name()) {
		return false
	}
	for _, name := range []string{"Len", "Less", "Swap"} {
		if m, _, _ := types.LookupFieldOrMethod(recv.Type(), true, fn.Pkg.Pkg, name); m == nil {
			return false
		}
	}
	return true
}

// printedLocked reports whether the function is a method by which libraries write a value, and the package gives such a
// value away as an interface where the lock may be held: a logger that gets the object calls String or MarshalJSON.
func (c *checker) printedLocked(fn *ssa.Function, class types.Object) bool {
	recv := fn.Signature.Recv()
	if recv == nil || !writes(fn.Name()) {
		return false
	}
	for _, other := range c.funcs {
		f := c.locks.Func(other)
		for _, b := range other.Blocks {
			for _, instr := range b.Instrs {
				given, ok := instr.(*ssa.MakeInterface)
				if !ok || !types.Identical(given.X.Type(), recv.Type()) {
					continue
				}
				if c.locks.MayBeHeldBefore(other, class) || f != nil && slices.ContainsFunc(*given.Referrers(), func(use ssa.Instruction) bool { return f.MayHold(use, class) }) {
					return true
				}
			}
		}
	}
	return false
}

func writes(name string) bool {
	switch name {
	case "String", "GoString", "Error", "Format", "LogValue":
		return true
	}
	return strings.HasPrefix(name, "Marshal")
}

// renews reports whether the function gives the field a new map or slice, without a lock.
func renews(a *access) bool {
	v := fieldOf(a.field)
	for _, b := range a.fn.Blocks {
		for _, instr := range b.Instrs {
			store, ok := instr.(*ssa.Store)
			if !ok {
				continue
			}
			fa, ok := store.Addr.(*ssa.FieldAddr)
			if !ok || fieldOf(fa) != v {
				continue
			}
			switch store.Val.(type) {
			case *ssa.MakeMap, *ssa.MakeSlice:
				return true
			}
		}
	}
	return false
}
