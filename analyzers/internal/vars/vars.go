// Package vars is the engine that knows from the syntax what happens to local
// variables: where they are read and set, and where their address is taken.
//
// It answers for variables that function literals share as well, for which the
// SSA form has loads and stores only.
package vars

import (
	"go/ast"
	"go/token"
	"go/types"
	"iter"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/gocorelint/gocorelint/analyzers/internal/typeis"
)

// A Kind says what one mention of a variable does with it.
type Kind int

const (
	Read    Kind = iota
	Set          // gets a new value: x = v, for x = range …, x, y := v with x known before
	Update       // gets a value made of its own: x += v, x++
	Part         // a field of it or an element of the array changes: x.f = v, x[i]++
	Address      // its address is taken: &x, x[:] of an array, a method with a pointer receiver
)

// Changes reports whether the variable has another value afterwards.
func (k Kind) Changes() bool { return k == Set || k == Update || k == Part }

// A Use is one mention of a variable after its declaration.
type Use struct {
	At   inspector.Cursor // the identifier
	Kind Kind
	// Field is the field of the variable itself that a mention of kind Part or
	// Read is about, nil for the whole variable or an element.
	Field *types.Var
}

// Pos is the position of the identifier.
func (u Use) Pos() token.Pos { return u.At.Node().Pos() }

// Func is the innermost function declaration or literal around the mention.
func (u Use) Func() inspector.Cursor { return Func(u.At) }

// Of returns the local variable or parameter that the expression names, nil if
// it is anything else: the blank identifier, a field, a package variable.
func Of(info *types.Info, e ast.Expr) *types.Var {
	id, ok := ast.Unparen(e).(*ast.Ident)
	if !ok {
		return nil
	}
	v, ok := info.ObjectOf(id).(*types.Var)
	if !ok || v.IsField() || v.Pkg() == nil || v.Parent() == v.Pkg().Scope() || v.Name() == "_" {
		return nil
	}
	return v
}

// Func returns the innermost function declaration or literal around the node,
// which may be one itself and is not meant then. It is not valid outside of
// functions.
func Func(cur inspector.Cursor) inspector.Cursor {
	for fn := range cur.Enclosing((*ast.FuncDecl)(nil), (*ast.FuncLit)(nil)) {
		if fn != cur {
			return fn
		}
	}
	return inspector.Cursor{}
}

// Signature returns the type and the body of what Func returns.
func Signature(fn inspector.Cursor) (*ast.FuncType, *ast.BlockStmt) {
	if !fn.Valid() {
		return nil, nil
	}
	switch n := fn.Node().(type) {
	case *ast.FuncDecl:
		return n.Type, n.Body
	case *ast.FuncLit:
		return n.Type, n.Body
	}
	return nil, nil
}

// Uses yields what is done with the variable below root, in source order.
func Uses(info *types.Info, root inspector.Cursor, v *types.Var) iter.Seq[Use] {
	return func(yield func(Use) bool) {
		for id := range root.Preorder((*ast.Ident)(nil)) {
			if info.Uses[id.Node().(*ast.Ident)] == v && !yield(use(info, id)) {
				return
			}
		}
	}
}

// use classifies a mention by the largest expression that is memory of the
// variable itself.
func use(info *types.Info, id inspector.Cursor) Use {
	u := Use{At: id}
	cur, whole := id, true
	for {
		outer := cur.Parent()
		switch kind := cur.ParentEdgeKind(); {
		case kind == edge.ParenExpr_X:
		case kind == edge.SelectorExpr_X:
			sel := info.Selections[outer.Node().(*ast.SelectorExpr)]
			switch {
			case sel == nil:
				return u
			case sel.Kind() != types.FieldVal:
				if viaAddress(sel) {
					u.Kind = Address
				}
				return u
			case typeis.Pointer(sel.Recv()) || sel.Indirect():
				return u
			}
			if whole {
				u.Field = firstField(sel)
			}
			whole = false
		case kind == edge.IndexExpr_X && typeis.Array(info.TypeOf(cur.Node().(ast.Expr))):
			whole = false
		default:
			u.Kind = kindOf(info, cur, kind, whole)
			return u
		}
		cur = outer
	}
}

func kindOf(info *types.Info, cur inspector.Cursor, kind edge.Kind, whole bool) Kind {
	changed := Set
	if !whole {
		changed = Part
	}
	switch parent := cur.Parent().Node().(type) {
	case *ast.AssignStmt:
		switch {
		case kind != edge.AssignStmt_Lhs:
		case whole && parent.Tok != token.ASSIGN && parent.Tok != token.DEFINE:
			return Update
		default:
			return changed
		}
	case *ast.IncDecStmt:
		if whole {
			return Update
		}
		return Part
	case *ast.RangeStmt:
		if kind == edge.RangeStmt_Key || kind == edge.RangeStmt_Value {
			return changed
		}
	case *ast.UnaryExpr:
		if parent.Op == token.AND {
			return Address
		}
	case *ast.SliceExpr:
		if kind == edge.SliceExpr_X && typeis.Array(info.TypeOf(cur.Node().(ast.Expr))) {
			return Address
		}
	}
	return Read
}

// viaAddress reports whether selecting the method takes the address of the
// operand.
func viaAddress(sel *types.Selection) bool {
	fn, ok := sel.Obj().(*types.Func)
	if !ok || typeis.Pointer(sel.Recv()) || sel.Indirect() {
		return false
	}
	recv := fn.Signature().Recv()
	return recv != nil && typeis.Pointer(recv.Type())
}

// firstField is the field of the operand's own struct that the selection goes
// through.
func firstField(sel *types.Selection) *types.Var {
	if s, ok := sel.Recv().Underlying().(*types.Struct); ok {
		return s.Field(sel.Index()[0])
	}
	return nil
}
