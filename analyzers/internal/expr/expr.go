// Package expr reads expressions of the source: whether two of them, with
// nothing in between, mean the same value.
package expr

import (
	"fmt"
	"go/ast"
	"go/types"
	"strings"
)

// Same reports whether two expressions are the same, identifier for identifier,
// and made of variables, constants, fields, elements and operators only.
func Same(info *types.Info, a, b ast.Expr) bool {
	k := Keys{Info: info}
	x, ok := k.Of(a)
	y, ok2 := k.Of(b)
	return ok && ok2 && x == y
}

// Keys makes keys of expressions: equal keys, equal values.
type Keys struct {
	Info *types.Info
	// Name replaces the key of a variable, "" leaves it. May be nil.
	Name func(types.Object) string
	// Calls says that two calls of one function with equal arguments are equal.
	Calls bool
}

// Of returns the key of an expression. It is not ok where two evaluations may differ.
func (k Keys) Of(e ast.Expr) (key string, ok bool) {
	var b strings.Builder
	ok = k.write(&b, e)
	return b.String(), ok
}

func (k Keys) write(b *strings.Builder, e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.ParenExpr:
		return k.write(b, e.X)
	case *ast.Ident:
		obj := k.Info.ObjectOf(e)
		if obj == nil {
			return false
		}
		if k.Name != nil {
			if name := k.Name(obj); name != "" {
				b.WriteString(name)
				return true
			}
		}
		fmt.Fprintf(b, "%s@%p", e.Name, obj)
		return true
	case *ast.BasicLit:
		b.WriteString(e.Value)
		return true
	case *ast.SelectorExpr:
		if !k.write(b, e.X) {
			return false
		}
		b.WriteString("." + e.Sel.Name)
		return true
	case *ast.StarExpr:
		b.WriteString("*")
		return k.write(b, e.X)
	case *ast.UnaryExpr:
		b.WriteString(e.Op.String() + "(")
		ok := k.write(b, e.X)
		b.WriteString(")")
		return ok && e.Op.String() != "<-" && e.Op.String() != "&"
	case *ast.BinaryExpr:
		b.WriteString("(")
		if !k.write(b, e.X) {
			return false
		}
		b.WriteString(e.Op.String())
		ok := k.write(b, e.Y)
		b.WriteString(")")
		return ok
	case *ast.IndexExpr:
		return k.list(b, e.X, "[", "]", e.Index)
	case *ast.SliceExpr:
		if !k.write(b, e.X) {
			return false
		}
		b.WriteString("[")
		for _, at := range []ast.Expr{e.Low, e.High, e.Max} {
			if at != nil && !k.write(b, at) {
				return false
			}
			b.WriteString(":")
		}
		b.WriteString("]")
		return true
	case *ast.CallExpr:
		if tv, known := k.Info.Types[e.Fun]; !k.Calls && !(known && (tv.IsType() || tv.IsBuiltin())) {
			return false
		}
		return k.list(b, e.Fun, "(", ")", e.Args...)
	case *ast.ArrayType, *ast.InterfaceType, *ast.MapType:
		b.WriteString(types.ExprString(e))
		return true
	}
	return false
}

func (k Keys) list(b *strings.Builder, x ast.Expr, open, end string, list ...ast.Expr) bool {
	if !k.write(b, x) {
		return false
	}
	b.WriteString(open)
	for _, e := range list {
		if !k.write(b, e) {
			return false
		}
		b.WriteString(",")
	}
	b.WriteString(end)
	return true
}
