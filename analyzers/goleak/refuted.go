package goleak

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/scope"
)

// refuted reports whether a function is called only by others of the package, with which it was executed, and there nothing
// is wrong: what the function alone can't know, its callers see to.
func (c *checker) refuted(f *scope.Finding) bool {
	obj, ok := f.Root.Object().(*types.Func)
	if !ok || obj.Exported() || c.values()[obj] {
		return false
	}
	pkg := c.ResultOf[scope.Analyzer].(*scope.Package)
	callers := 0
	for _, fn := range c.funcs.Funcs {
		if fn == f.Root || !calls(fn, f.Root) {
			continue
		}
		callers++
		clear := func(s scope.Scope) bool { return s.Fn == fn && s.Complete && s.Followed[f.Root] }
		if !slices.ContainsFunc(pkg.Scopes, clear) || slices.ContainsFunc(pkg.Findings, func(g *scope.Finding) bool { return g.Root == fn }) {
			return false
		}
	}
	return callers > 0
}

// calls reports whether a function calls another one by name.
func calls(fn, callee *ssa.Function) bool {
	return slices.ContainsFunc(fn.Blocks, func(b *ssa.BasicBlock) bool {
		return slices.ContainsFunc(b.Instrs, func(instr ssa.Instruction) bool {
			call, ok := instr.(ssa.CallInstruction)
			return ok && call.Common().StaticCallee() == callee
		})
	})
}
