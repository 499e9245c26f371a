package lessfunc

import (
	"go/ast"
	"go/token"
	"go/types"

	"github.com/gocorelint/gocorelint/analyzers/internal/expr"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

// A function is the source of a comparison function.
type function struct {
	typ  *ast.FuncType
	body *ast.BlockStmt
	a, b types.Object // its parameters
}

func newFunction(pass *report.Pass, typ *ast.FuncType, body *ast.BlockStmt) *function {
	if body == nil || typ.Results.NumFields() != 1 || len(typ.Results.List[0].Names) > 0 {
		return nil
	}
	var params []types.Object
	for _, field := range typ.Params.List {
		for _, name := range field.Names {
			params = append(params, pass.TypesInfo.Defs[name])
		}
	}
	if len(params) != 2 || params[0] == nil || params[1] == nil {
		return nil
	}
	return &function{typ, body, params[0], params[1]}
}

// funcOf returns the function that an expression denotes: a literal, a function
// of the package, or a local variable that gets nothing but one literal.
func funcOf(pass *report.Pass, e ast.Expr) *function {
	switch e := ast.Unparen(e).(type) {
	case *ast.FuncLit:
		return newFunction(pass, e.Type, e.Body)
	case *ast.IndexExpr: // an instance
		return funcOf(pass, e.X)
	case *ast.IndexListExpr:
		return funcOf(pass, e.X)
	case *ast.Ident:
		switch obj := pass.TypesInfo.Uses[e].(type) {
		case *types.Func:
			return declared(pass, obj)
		case *types.Var:
			if lit := onlyLiteral(pass, obj); lit != nil {
				return newFunction(pass, lit.Type, lit.Body)
			}
		}
	case *ast.SelectorExpr: // a method value or expression
		if fn, ok := pass.TypesInfo.Uses[e.Sel].(*types.Func); ok {
			return declared(pass, fn)
		}
	}
	return nil
}

func declared(pass *report.Pass, fn *types.Func) *function {
	if fn.Pkg() != pass.Pkg {
		return nil
	}
	fn = fn.Origin()
	for _, file := range pass.Files {
		if fn.Pos() < file.FileStart || fn.Pos() > file.FileEnd {
			continue
		}
		for _, decl := range file.Decls {
			if decl, ok := decl.(*ast.FuncDecl); ok && pass.TypesInfo.Defs[decl.Name] == fn {
				return newFunction(pass, decl.Type, decl.Body)
			}
		}
	}
	return nil
}

// onlyLiteral returns the function literal that a local variable is declared
// with, if nothing else is ever assigned to it.
func onlyLiteral(pass *report.Pass, v *types.Var) *ast.FuncLit {
	var lit *ast.FuncLit
	again := false
	for _, file := range pass.Files {
		if v.Pos() < file.FileStart || v.Pos() > file.FileEnd {
			continue
		}
		ast.Inspect(file, func(n ast.Node) bool {
			assign, ok := n.(*ast.AssignStmt)
			if !ok || len(assign.Lhs) != len(assign.Rhs) {
				return !again
			}
			for i, l := range assign.Lhs {
				if id, ok := l.(*ast.Ident); !ok || pass.TypesInfo.ObjectOf(id) != v {
					continue
				}
				lit, _ = assign.Rhs[i].(*ast.FuncLit)
				again = again || assign.Tok != token.DEFINE
			}
			return !again
		})
	}
	if again {
		return nil
	}
	return lit
}

// lessMethod returns the method Less of what is given to sort.Sort, also behind sort.Reverse.
func lessMethod(pass *report.Pass, e ast.Expr) *function {
	if call, ok := ast.Unparen(e).(*ast.CallExpr); ok && len(call.Args) == 1 {
		if sel, ok := call.Fun.(*ast.SelectorExpr); ok && sel.Sel.Name == "Reverse" && !pass.TypesInfo.Types[call.Fun].IsType() {
			return lessMethod(pass, call.Args[0])
		}
	}
	t := pass.TypesInfo.TypeOf(e)
	if t == nil || types.IsInterface(t) {
		return nil
	}
	obj, index, _ := types.LookupFieldOrMethod(t, true, pass.Pkg, "Less")
	if fn, ok := obj.(*types.Func); ok && len(index) == 1 {
		return declared(pass, fn)
	}
	return nil
}

// results lists the expressions that the function returns.
func (f *function) results() []ast.Expr {
	var list []ast.Expr
	ast.Inspect(f.body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.ReturnStmt:
			list = append(list, n.Results...)
		}
		return true
	})
	return list
}

// differenceOf returns x - y of an expression x - y or int(x - y).
func differenceOf(info *types.Info, e ast.Expr) (*ast.BinaryExpr, bool) {
	e = ast.Unparen(e)
	if call, ok := e.(*ast.CallExpr); ok && len(call.Args) == 1 && info.Types[call.Fun].IsType() {
		e = ast.Unparen(call.Args[0])
	}
	x, ok := e.(*ast.BinaryExpr)
	return x, ok && x.Op == token.SUB
}

// betweenBoth reports whether the operands are one from each element, the same of both.
func (c *checker) betweenBoth(x *ast.BinaryExpr) bool {
	keys := expr.Keys{Info: c.TypesInfo, Calls: true}
	keys.Name = c.fn.elementName
	a, ok := keys.Of(x.X)
	b, ok2 := keys.Of(x.Y)
	return ok && ok2 && a == b
}

// comparedBefore reports whether the function compares the operands as well: it
// may know which is larger.
func (c *checker) comparedBefore(x *ast.BinaryExpr) bool {
	found := false
	ast.Inspect(c.fn.body, func(n ast.Node) bool {
		if y, ok := n.(*ast.BinaryExpr); ok {
			switch y.Op {
			case token.LSS, token.LEQ, token.GTR, token.GEQ:
				found = found || expr.Same(c.TypesInfo, x.X, y.X) || expr.Same(c.TypesInfo, x.X, y.Y)
			}
		}
		return !found
	})
	return found
}

// elementName gives both parameters one name.
func (f *function) elementName(obj types.Object) string {
	if obj == f.a || obj == f.b {
		return "element"
	}
	return ""
}
