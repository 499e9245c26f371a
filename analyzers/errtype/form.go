package errtype

import (
	"go/ast"
	"go/token"
	"go/types"

	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

// as looks at the target of errors.As: a type T and its pointer are two types,
// and if Error has a value receiver both are errors.
func (c *checker) as(arg ast.Expr) {
	p, ok := c.TypesInfo.TypeOf(arg).(*types.Pointer)
	if !ok {
		return
	}
	want := types.Unalias(p.Elem())
	base, isPointer := want, false
	if q, ok := want.(*types.Pointer); ok {
		base, isPointer = types.Unalias(q.Elem()), true
	}
	named, ok := base.(*types.Named)
	if !ok || !isError(named) || types.IsInterface(named) || named.Obj().Pkg() == nil {
		return
	}
	name := types.TypeString(named, types.RelativeTo(c.Pkg))
	switch {
	case isPointer && know.ErrorByValue(named.Obj()):
	case named.Obj().Pkg() != c.Pkg:
		return
	default:
		values, pointers := c.made(named)
		if isPointer && (pointers > 0 || values == 0) || !isPointer && (values > 0 || pointers == 0) {
			return
		}
	}
	made, cure := "values", name
	if !isPointer {
		made, cure = "pointers", "*"+name
	}
	c.Report(report.Finding{At: arg, Kind: form, Args: []any{name, made, cure}})
}

// isError reports whether the value of the type, not only its pointer, is an
// error.
func isError(t types.Type) bool {
	return types.Implements(t, types.Universe.Lookup("error").Type().Underlying().(*types.Interface))
}

// made counts how values of the type are made in the package, and how pointers
// to them. Variables of the type count as both, but for targets of errors.As.
func (c *checker) made(t *types.Named) (values, pointers int) {
	targets := make(map[types.Object]bool)
	for cur := range c.root.Preorder((*ast.CallExpr)(nil)) {
		call := cur.Node().(*ast.CallExpr)
		if sel, ok := call.Fun.(*ast.SelectorExpr); ok && sel.Sel.Name == "As" && len(call.Args) == 2 {
			if u, ok := ast.Unparen(call.Args[1]).(*ast.UnaryExpr); ok {
				if id, ok := ast.Unparen(u.X).(*ast.Ident); ok {
					targets[c.TypesInfo.Uses[id]] = true
				}
			}
		}
	}
	for cur := range c.root.Preorder((*ast.CompositeLit)(nil), (*ast.CallExpr)(nil), (*ast.Ident)(nil)) {
		switch n := cur.Node().(type) {
		case *ast.CompositeLit:
			if !types.Identical(c.TypesInfo.TypeOf(n), t) {
				continue
			}
			if u, ok := cur.Parent().Node().(*ast.UnaryExpr); ok && u.Op == token.AND {
				pointers++
			} else {
				values++
			}
		case *ast.CallExpr: // conversions, and new
			switch of := c.TypesInfo.TypeOf(n); {
			case !c.TypesInfo.Types[n.Fun].IsType() && !isNew(c.TypesInfo, n):
			case types.Identical(of, t):
				values++
			case types.Identical(of, types.NewPointer(t)):
				pointers++
			}
		case *ast.Ident:
			if v, ok := c.TypesInfo.Defs[n].(*types.Var); ok && !targets[v] && types.Identical(v.Type(), t) && v.Kind() != types.RecvVar {
				values, pointers = values+1, pointers+1
			}
		}
	}
	return values, pointers
}

func isNew(info *types.Info, call *ast.CallExpr) bool {
	id, ok := call.Fun.(*ast.Ident)
	return ok && info.Uses[id] == types.Universe.Lookup("new")
}
