package paths

import (
	"go/constant"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// lastCases finds the comparisons of a value with the last constant of its type, behind those with all others: as in a
// switch statement that names all of them. There is none that the value could be then.
func lastCases(fn *ssa.Function) map[*ssa.If]bool {
	var last map[*ssa.If]bool
	for _, b := range fn.Blocks {
		branch, x, named := casesTo(b)
		if len(named) < 2 || !namesAll(named, x.Type()) {
			continue
		}
		if last == nil {
			last = make(map[*ssa.If]bool)
		}
		last[branch] = true
	}
	return last
}

// casesTo lists the constants to which a value is compared at the end of a block and, with no other way to it, of those before.
func casesTo(b *ssa.BasicBlock) (branch *ssa.If, x ssa.Value, named map[string]bool) {
	branch, x, k := caseOf(b)
	if branch == nil || len(b.Preds) != 1 {
		return nil, nil, nil
	}
	if _, y, _ := caseOf(b.Succs[1]); y == x {
		return nil, nil, nil // there is a later one
	}
	named = map[string]bool{k.ExactString(): true}
	for at := b; len(at.Preds) == 1; at = at.Preds[0] {
		before, y, k := caseOf(at.Preds[0])
		if before == nil || y != x || at.Preds[0].Succs[1] != at {
			break
		}
		named[k.ExactString()] = true
	}
	return branch, x, named
}

// caseOf is the branch at the end of a block that compares a value with a constant.
func caseOf(b *ssa.BasicBlock) (branch *ssa.If, x ssa.Value, k constant.Value) {
	if len(b.Instrs) == 0 {
		return nil, nil, nil
	}
	branch, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
	if !ok {
		return nil, nil, nil
	}
	cmp, ok := branch.Cond.(*ssa.BinOp)
	if !ok || cmp.Op != token.EQL {
		return nil, nil, nil
	}
	c, ok := cmp.Y.(*ssa.Const)
	if !ok || c.Value == nil {
		return nil, nil, nil
	}
	return branch, cmp.X, c.Value
}

// maxNames bounds the packages in which constants are looked for: to list the names takes time.
const maxNames = 1000

// namesAll reports whether these are the values of all constants that the package of a named type declares of it.
func namesAll(named map[string]bool, of types.Type) bool {
	t, ok := types.Unalias(of).(*types.Named)
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
