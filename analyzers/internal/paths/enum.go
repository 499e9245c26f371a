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
		branch, x, k := caseOf(b)
		if branch == nil {
			continue
		}
		left := constantsOf(x.Type())
		if len(left) < 2 {
			continue
		}
		delete(left, k.ExactString())
		for at := b; len(at.Preds) == 1; at = at.Preds[0] {
			before, y, k := caseOf(at.Preds[0])
			if before == nil || y != x || at.Preds[0].Succs[1] != at {
				break
			}
			delete(left, k.ExactString())
		}
		if len(left) == 0 {
			if last == nil {
				last = make(map[*ssa.If]bool)
			}
			last[branch] = true
		}
	}
	return last
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

// constantsOf are the values of the constants that the package of a named type declares of it.
func constantsOf(t types.Type) map[string]bool {
	named, ok := types.Unalias(t).(*types.Named)
	if !ok || named.Obj().Pkg() == nil {
		return nil
	}
	if b, ok := named.Underlying().(*types.Basic); !ok || b.Info()&(types.IsInteger|types.IsString) == 0 {
		return nil
	}
	all := make(map[string]bool)
	scope := named.Obj().Pkg().Scope()
	for _, name := range scope.Names() {
		if k, ok := scope.Lookup(name).(*types.Const); ok && types.Identical(k.Type(), named) {
			all[k.Val().ExactString()] = true
		}
	}
	return all
}
