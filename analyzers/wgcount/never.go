package wgcount

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

// uncounted reports the Waits for a field or package variable that the package counts up and
// never down.
func (c *checker) uncounted() {
	seen := make(map[*types.Var]bool)
	for _, fn := range c.funcs {
		for _, o := range c.ops[fn] {
			v := o.variable
			if v == nil || o.method != "Add" || seen[v] {
				continue
			}
			seen[v] = true
			if v.Exported() || v.Embedded() || v.Pkg() != c.Pkg || len(c.IgnoredFiles) > 0 {
				continue // others may count it
			}
			for _, wait := range c.onlyUp(v) {
				c.Report(report.Finding{At: wait, Kind: uncounted, Args: []any{v.Name(), c.Line(wait.Pos(), o.instr.Pos())}})
			}
		}
	}
}

// onlyUp returns the Waits if all that the package does with the variable is to wait for it, and to
// add a constant that is not negative.
func (c *checker) onlyUp(v *types.Var) []*ast.CallExpr {
	var waits []*ast.CallExpr
	for cur := range c.root.Preorder((*ast.Ident)(nil)) {
		obj, ok := c.TypesInfo.Uses[cur.Node().(*ast.Ident)].(*types.Var)
		if !ok || obj.Origin() != v {
			continue
		}
		if cur.ParentEdgeKind() == edge.SelectorExpr_Sel { // x.wg
			cur = cur.Parent()
		}
		call := calledOn(cur)
		if call == nil {
			return nil
		}
		switch call.Fun.(*ast.SelectorExpr).Sel.Name {
		case "Wait":
			waits = append(waits, call)
		case "Add":
			if c.negative(call.Args[0]) {
				return nil
			}
		default:
			return nil
		}
	}
	return waits
}

// calledOn returns the call of a method of what stands at the cursor.
func calledOn(cur inspector.Cursor) *ast.CallExpr {
	if cur.ParentEdgeKind() != edge.SelectorExpr_X || cur.Parent().ParentEdgeKind() != edge.CallExpr_Fun {
		return nil
	}
	return cur.Parent().Parent().Node().(*ast.CallExpr)
}

// negative reports whether a number may be less than zero.
func (c *checker) negative(n ast.Expr) bool {
	v := c.TypesInfo.Types[n].Value
	return v == nil || v.String()[0] == '-'
}
