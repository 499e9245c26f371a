package selfcall

import (
	"go/ast"
	"go/types"
	"reflect"

	"github.com/gocorelint/gocorelint/analyzers/internal/know"
)

// giving asks whether a library that is given an expression calls the method
// of the receiver again.
type giving struct {
	*method
	asked []string // the methods that the library asks a value for, in order
	tag   string   // key of the struct tags that hide fields
}

// gives reports whether the value of the expression contains the receiver where
// the library calls the method. addr says whether the value lies in memory that
// the library can take the address of.
func (g giving) gives(e ast.Expr, addr bool) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		return g.isRecv(e) && g.selected(g.TypesInfo.TypeOf(e), addr)
	case *ast.StarExpr:
		return g.isRecv(e) && g.selected(g.TypesInfo.TypeOf(e), addr)
	case *ast.UnaryExpr:
		return g.gives(e.X, true)
	case *ast.CallExpr:
		return g.converts(e, addr)
	case *ast.CompositeLit:
		return g.contains(e, addr)
	}
	return false
}

// selected reports whether the library, given a value of the type, calls the
// method.
func (g giving) selected(t types.Type, addr bool) bool {
	found := lookup(t, addr, g.asked)
	return found != nil && found.Origin() == g.fn
}

// lookup finds the method that the library calls for a value of the type.
func lookup(t types.Type, addr bool, names []string) *types.Func {
	for _, name := range names {
		obj, _, _ := types.LookupFieldOrMethod(t, addr, nil, name)
		if fn, ok := obj.(*types.Func); ok && know.Asked(fn) {
			return fn
		}
	}
	return nil
}

// converts looks at a conversion of the receiver: most of them are made to get
// rid of the method.
func (g giving) converts(call *ast.CallExpr, addr bool) bool {
	tv := g.TypesInfo.Types[call.Fun]
	if !tv.IsType() || len(call.Args) != 1 {
		return false
	}
	if types.IsInterface(tv.Type) {
		return g.gives(call.Args[0], addr)
	}
	return g.isRecv(call.Args[0]) && g.selected(tv.Type, addr)
}

// contains looks at the parts of a composite literal.
func (g giving) contains(lit *ast.CompositeLit, addr bool) bool {
	t := g.TypesInfo.TypeOf(lit)
	if t == nil {
		return false
	}
	if s, ok := t.Underlying().(*types.Struct); ok {
		return g.inStruct(lit, t, s, addr)
	}
	switch t.Underlying().(type) {
	case *types.Slice:
		addr = true
	case *types.Map:
		addr = false
	case *types.Array:
	default:
		return false
	}
	if lookup(t, addr, g.asked) != nil {
		return false
	}
	for _, elt := range lit.Elts {
		if kv, ok := elt.(*ast.KeyValueExpr); ok {
			elt = kv.Value
		}
		if g.gives(elt, addr) {
			return true
		}
	}
	return false
}

func (g giving) inStruct(lit *ast.CompositeLit, t types.Type, s *types.Struct, addr bool) bool {
	own := lookup(t, addr, g.asked)
	for i, elt := range lit.Elts {
		field, tag := i, ""
		if kv, ok := elt.(*ast.KeyValueExpr); ok {
			key, ok := kv.Key.(*ast.Ident)
			if !ok {
				return false
			}
			field, elt = fieldIndex(s, key.Name), kv.Value
		}
		if field < 0 || field >= s.NumFields() {
			return false
		}
		f := s.Field(field)
		tag = reflect.StructTag(s.Tag(field)).Get(g.tag)
		switch {
		case own != nil:
			// The literal promotes the method of the receiver that it embeds.
			if f.Embedded() && own.Origin() == g.fn && g.mentions(elt) {
				return true
			}
		case tag == "-", !f.Exported():
		case g.gives(elt, addr):
			return true
		}
	}
	return false
}

// mentions reports whether the expression is the receiver, possibly converted.
func (g giving) mentions(e ast.Expr) bool {
	if call, ok := ast.Unparen(e).(*ast.CallExpr); ok && g.TypesInfo.Types[call.Fun].IsType() && len(call.Args) == 1 {
		e = call.Args[0]
	}
	return g.isRecv(e)
}

func fieldIndex(s *types.Struct, name string) int {
	for i := range s.NumFields() {
		if s.Field(i).Name() == name {
			return i
		}
	}
	return -1
}
