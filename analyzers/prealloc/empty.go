package prealloc

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"

	"github.com/gocorelint/gocorelint/analyzers/internal/expr"
)

// An empty is the declaration of a variable that holds an empty slice or map
// without room for anything.
type empty struct {
	obj   *types.Var
	stmt  ast.Stmt
	typ   ast.Expr // as written
	value ast.Expr // nil for var s []T
	isMap bool
	isNil bool
}

// emptyAt recognizes var s []T, s := []T{}, s := []T(nil), s := make([]T, 0),
// and for maps m := map[K]V{} and m := make(map[K]V).
func emptyAt(info *types.Info, stmt ast.Stmt) *empty {
	e := &empty{stmt: stmt}
	var name *ast.Ident
	switch stmt := stmt.(type) {
	case *ast.DeclStmt:
		decl, ok := stmt.Decl.(*ast.GenDecl)
		if !ok || decl.Tok != token.VAR || decl.Lparen.IsValid() || len(decl.Specs) != 1 {
			return nil
		}
		spec := decl.Specs[0].(*ast.ValueSpec)
		if len(spec.Names) != 1 || len(spec.Values) > 1 || len(spec.Values) == 1 && spec.Type != nil {
			return nil
		}
		name, e.typ = spec.Names[0], spec.Type
		if len(spec.Values) == 1 {
			e.value = spec.Values[0]
		}
	case *ast.AssignStmt:
		if stmt.Tok != token.DEFINE || len(stmt.Lhs) != 1 || len(stmt.Rhs) != 1 {
			return nil
		}
		name, _ = stmt.Lhs[0].(*ast.Ident)
		e.value = stmt.Rhs[0]
	}
	if name == nil {
		return nil
	}
	if e.obj, _ = info.Defs[name].(*types.Var); e.obj == nil {
		return nil
	}
	switch e.obj.Type().Underlying().(type) {
	case *types.Slice:
	case *types.Map:
		e.isMap = true
	default:
		return nil
	}
	if e.value == nil {
		e.isNil = true
		return e.unless(e.isMap)
	}
	return e.unless(!e.emptyValue(info))
}

func (e *empty) unless(bad bool) *empty {
	if bad {
		return nil
	}
	return e
}

// emptyValue looks at the initial value.
func (e *empty) emptyValue(info *types.Info) bool {
	switch v := e.value.(type) {
	case *ast.CompositeLit:
		e.typ = v.Type
		return len(v.Elts) == 0 && v.Type != nil
	case *ast.CallExpr:
		if len(v.Args) == 0 {
			return false
		}
		if expr.Builtin(info, v) == "make" {
			e.typ = v.Args[0]
			return e.isMap && len(v.Args) == 1 || !e.isMap && len(v.Args) == 2 && isZero(info, v.Args[1])
		}
		if tv := info.Types[v.Fun]; tv.IsType() && info.Types[v.Args[0]].IsNil() {
			e.typ, e.isNil = ast.Unparen(v.Fun), true
			return !e.isMap
		}
	}
	return false
}

func isZero(info *types.Info, e ast.Expr) bool {
	v := info.Types[e].Value
	return v != nil && v.Kind() == constant.Int && constant.Sign(v) == 0
}

func mentions(info *types.Info, n ast.Node, obj types.Object) bool {
	found := false
	ast.Inspect(n, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && info.Uses[id] == obj {
			found = true
		}
		return !found
	})
	return found
}

// isErrorTest recognizes err != nil.
func isErrorTest(info *types.Info, cond ast.Expr) bool {
	b, ok := ast.Unparen(cond).(*ast.BinaryExpr)
	return ok && b.Op == token.NEQ && info.Types[b.Y].IsNil() &&
		types.Identical(info.TypeOf(b.X), types.Universe.Lookup("error").Type())
}
