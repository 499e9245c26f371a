// Package fields is the engine that knows from the syntax how the structs of a package are
// made: which fields a literal sets, and which variable holds it.
package fields

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/gocorelint/gocorelint/analyzers/internal/vars"
)

// A Literal makes a struct.
type Literal struct {
	*ast.CompositeLit
	Func     inspector.Cursor    // the function around it; not valid outside of functions
	All      bool                // it sets all fields, in their order
	Has      map[*types.Var]bool // fields that it sets to something else than nil, unless All
	Variable *types.Var          // that it, or its address, declares; nil if none
}

// Sets reports whether the literal sets the field.
func (l *Literal) Sets(f *types.Var) bool { return l.All || l.Has[f] }

// LiteralAt reads the literal of a struct at the cursor.
func LiteralAt(info *types.Info, cur inspector.Cursor) *Literal {
	n := cur.Node().(*ast.CompositeLit)
	l := &Literal{CompositeLit: n, Func: vars.Func(cur), Has: make(map[*types.Var]bool)}
	for _, elt := range n.Elts {
		kv, ok := elt.(*ast.KeyValueExpr)
		if !ok {
			l.All = true
			break
		}
		if id, ok := kv.Key.(*ast.Ident); ok && !info.Types[kv.Value].IsNil() {
			if f, ok := info.Uses[id].(*types.Var); ok {
				l.Has[f.Origin()] = true
			}
		}
	}
	if cur.ParentEdgeKind() == edge.UnaryExpr_X {
		cur = cur.Parent()
	}
	if cur.ParentEdgeKind() != edge.AssignStmt_Rhs || !l.Func.Valid() {
		return l
	}
	if s := cur.Parent().Node().(*ast.AssignStmt); s.Tok == token.DEFINE && len(s.Lhs) == len(s.Rhs) {
		l.Variable = vars.Of(info, s.Lhs[cur.ParentEdgeIndex()])
	}
	return l
}

// Struct is the declared type, also behind a pointer, nil if there is none. An instance
// of a generic type has its origin's.
func Struct(t types.Type) *types.TypeName {
	if t == nil {
		return nil
	}
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		t = p.Elem()
	}
	named, ok := types.Unalias(t).(*types.Named)
	if !ok {
		return nil
	}
	return named.Origin().Obj()
}

// AssignsNil reports whether the assignment sets this one of its left sides to nil.
func AssignsNil(info *types.Info, s *ast.AssignStmt, lhs ast.Node) bool {
	for i, l := range s.Lhs {
		if l == lhs && len(s.Lhs) == len(s.Rhs) {
			return info.Types[s.Rhs[i]].IsNil()
		}
	}
	return false
}

// NeverMade reports whether the package mentions the struct as what pointers
// point to only: nobody makes one, so that none of its methods ever runs.
func NeverMade(info *types.Info, root inspector.Cursor, name *types.TypeName) bool {
	if name == nil || name.Exported() {
		return false // other packages may make one
	}
	for cur := range root.Preorder((*ast.Ident)(nil), (*ast.CompositeLit)(nil)) {
		if lit, ok := cur.Node().(*ast.CompositeLit); ok {
			if Struct(info.TypeOf(lit)) == name {
				return false
			}
			continue
		}
		if info.Uses[cur.Node().(*ast.Ident)] != name {
			continue
		}
		if k := cur.ParentEdgeKind(); k == edge.IndexExpr_X || k == edge.IndexListExpr_X {
			cur = cur.Parent()
		}
		if cur.ParentEdgeKind() != edge.StarExpr_X {
			return false
		}
	}
	return true
}
