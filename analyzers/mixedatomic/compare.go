package mixedatomic

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/analysis"

	"github.com/gocorelint/gocorelint/analyzers/internal/atomics"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/underlock"
)

// swapOf finds the CompareAndSwap that gets what the plain access reads as the old value.
func (c *checker) swapOf(v *variable, a access) (atomicUse, bool) {
	if a.writes || a.old == nil {
		return atomicUse{}, false
	}
	for _, use := range v.atomics {
		if use.in == a.in && use.Verb == "CompareAndSwap" && c.isOld(use.Values[0], a.old) {
			return use, true
		}
	}
	return atomicUse{}, false
}

// isOld reports whether the old value of a swap is the expression, or the variable that it was assigned to.
func (c *checker) isOld(value, old ast.Expr) bool {
	if value == old {
		return true
	}
	id, ok := ast.Unparen(old).(*ast.Ident)
	if !ok {
		return false
	}
	v, ok := c.TypesInfo.ObjectOf(id).(*types.Var)
	return ok && atomics.Variable(c.TypesInfo, value) == v
}

// unshared reports whether nobody can swap at the time of the read: the object is the function's own, or the function
// has a lock. One that only callers have keeps nobody away: the swap is there because it is not enough.
func (c *checker) unshared(a access) bool {
	fd, ok := a.in.(*ast.FuncDecl)
	switch {
	case !ok, c.IsTest(atomics.File(a.at)), !c.Wanted(atomics.File(a.at)):
		return true
	case underlock.SaysSo(fd), locks(fd):
		return true
	}
	return c.ownCopy(a.expr, fd)
}

// locks reports whether the function takes a lock.
func locks(fd *ast.FuncDecl) (found bool) {
	ast.Inspect(fd, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok {
			id := nameOf(call.Fun)
			found = found || id != nil && (id.Name == "Lock" || id.Name == "RLock")
		}
		return !found
	})
	return found
}

func (c *checker) reportCompared(a access, swap atomicUse) {
	c.Report(report.Finding{
		At: a.expr, Kind: compared,
		Args:    []any{types.ExprString(a.expr), swap.String(), c.Line(a.expr.Pos(), swap.Pos()), swap.With("Load")},
		Related: []analysis.RelatedInformation{report.Related(swap.CallExpr, "it is the old value here")},
	})
}
