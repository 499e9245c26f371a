package paths

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// lastCases finds the comparisons of a value with the last constant of its type, behind those with all others: as in a
// switch statement that names all of them. There is none that the value could be then. So it is where a type switch on a type
// parameter names all types that it can stand for.
func lastCases(fn *ssa.Function) map[*ssa.If]bool {
	var last map[*ssa.If]bool
	for _, b := range fn.Blocks {
		branch, x, named := casesTo(b)
		if len(named) < 2 || !namesAll(named, x) {
			continue
		}
		if last == nil {
			last = make(map[*ssa.If]bool)
		}
		last[branch] = true
	}
	return last
}

// casesTo lists the constants or types to which a value is compared at the end of a block and, with no other way to it, of
// those before.
func casesTo(b *ssa.BasicBlock) (branch *ssa.If, x ssa.Value, named map[string]bool) {
	branch, x, k := caseOf(b)
	if branch == nil || len(b.Preds) != 1 {
		return nil, nil, nil
	}
	if _, y, _ := caseOf(b.Succs[1]); y == x {
		return nil, nil, nil // there is a later one
	}
	named = map[string]bool{k: true}
	for at := b; len(at.Preds) == 1; at = at.Preds[0] {
		before, y, k := caseOf(at.Preds[0])
		if before == nil || y != x || at.Preds[0].Succs[1] != at {
			break
		}
		named[k] = true
	}
	return branch, x, named
}

// caseOf is the branch at the end of a block that compares a value with a constant, or what a type parameter stands for with
// a type.
func caseOf(b *ssa.BasicBlock) (branch *ssa.If, x ssa.Value, name string) {
	if len(b.Instrs) == 0 {
		return nil, nil, ""
	}
	branch, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
	if !ok {
		return nil, nil, ""
	}
	switch cond := branch.Cond.(type) {
	case *ssa.BinOp:
		if c, ok := cond.Y.(*ssa.Const); ok && cond.Op == token.EQL && c.Value != nil {
			return branch, cond.X, c.Value.ExactString()
		}
	case *ssa.Extract:
		if t, ok := cond.Tuple.(*ssa.TypeAssert); ok && cond.Index == 1 && paramIn(t.X) != nil {
			return branch, t.X, types.TypeString(t.AssertedType, nil)
		}
	}
	return nil, nil, ""
}

// paramIn is the type parameter whose value was put into an interface, or nil.
func paramIn(x ssa.Value) *types.TypeParam {
	if mi, ok := x.(*ssa.MakeInterface); ok {
		param, _ := types.Unalias(mi.X.Type()).(*types.TypeParam)
		return param
	}
	return nil
}

// maxNames bounds the packages in which constants are looked for: to list the names takes time.
const maxNames = 1000

// namesAll reports whether these are the values of all constants that the package of a named type declares of it, or all
// types of a type parameter.
func namesAll(named map[string]bool, of ssa.Value) bool {
	if param := paramIn(of); param != nil {
		return standsFor(param.Constraint(), named)
	}
	t, ok := types.Unalias(of.Type()).(*types.Named)
	if !ok || t.Obj().Pkg() == nil {
		return false
	}
	if b, ok := t.Underlying().(*types.Basic); !ok || b.Info()&(types.IsInteger|types.IsString) == 0 {
		return false
	}
	scope := t.Obj().Pkg().Scope()
	if scope.Len() > maxNames {
		return false
	}
	for _, name := range scope.Names() {
		if k, ok := scope.Lookup(name).(*types.Const); ok && types.Identical(k.Type(), t) && !named[k.Val().ExactString()] {
			return false
		}
	}
	return true
}

// standsFor reports whether all types of a constraint are named. Those with a tilde are more than anybody can name.
func standsFor(constraint types.Type, named map[string]bool) bool {
	switch t := constraint.Underlying().(type) {
	case *types.Interface:
		return t.NumEmbeddeds() == 1 && standsFor(t.EmbeddedType(0), named)
	case *types.Union:
		for term := range t.Terms() {
			if term.Tilde() || types.IsInterface(term.Type()) || !named[types.TypeString(term.Type(), nil)] {
				return false
			}
		}
		return true
	}
	return named[types.TypeString(constraint, nil)]
}
