package nilfield

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/gocorelint/gocorelint/analyzers/internal/fields"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/vars"
)

// A field is what the package does with a field.
type field struct {
	owner   *types.TypeName
	calls   []*call
	sets    []ast.Node
	tests   []inspector.Cursor // functions that compare it with nil
	fills   bool               // such a test is there to set it
	unknown bool               // its address is taken, or the struct is converted
}

// A call is x.f.M(), x.f(), or x.M() where M is promoted through f.
type call struct {
	at inspector.Cursor // the call
	x  ast.Expr         // the struct
}

// A collector knows the fields that only this package can set.
type collector struct {
	*report.Pass
	root     inspector.Cursor
	fields   map[*types.Var]*field
	order    []*types.Var
	structs  map[*types.TypeName][]*types.Var
	literals map[*types.TypeName][]*fields.Literal
}

func (c *collector) declarations() {
	for cur := range c.root.Preorder((*ast.TypeSpec)(nil)) {
		n := cur.Node().(*ast.TypeSpec)
		name, ok := c.TypesInfo.Defs[n.Name].(*types.TypeName)
		if !ok || name.IsAlias() {
			continue
		}
		s, ok := name.Type().Underlying().(*types.Struct)
		if _, literal := n.Type.(*ast.StructType); !ok || !literal {
			continue
		}
		for i := range s.NumFields() {
			f := s.Field(i)
			if s.Tag(i) != "" || f.Exported() && !(f.Embedded() && !name.Exported()) || !canBeNil(f) || f.Exported() && isPointer(f) && c.decodes() {
				continue
			}
			c.fields[f] = &field{owner: name}
			c.order = append(c.order, f)
			c.structs[name] = append(c.structs[name], f)
		}
	}
}

// decodes reports whether the package imports one that sets exported fields through
// reflection, embedded pointers among them.
func (c *collector) decodes() bool {
	for _, p := range c.Pkg.Imports() {
		for _, word := range []string{"encoding/", "json", "yaml", "toml", "mapstructure", "reflect"} {
			if strings.Contains(p.Path(), word) {
				return true
			}
		}
	}
	return false
}

func isPointer(f *types.Var) bool {
	_, ok := f.Type().Underlying().(*types.Pointer)
	return ok
}

// canBeNil reports whether a call through the field panics when nothing has set it.
func canBeNil(f *types.Var) bool {
	if _, ok := types.Unalias(f.Type()).(*types.TypeParam); ok {
		return false
	}
	switch f.Type().Underlying().(type) {
	case *types.Interface, *types.Signature:
		return true
	case *types.Pointer:
		return f.Embedded()
	}
	return false
}

func (c *collector) mentions() {
	for cur := range c.root.Preorder((*ast.SelectorExpr)(nil), (*ast.Ident)(nil), (*ast.CompositeLit)(nil), (*ast.CallExpr)(nil)) {
		switch n := cur.Node().(type) {
		case *ast.SelectorExpr:
			c.promoted(cur, n)
		case *ast.Ident:
			if v, ok := c.TypesInfo.Uses[n].(*types.Var); ok && v.IsField() {
				if f := c.fields[v.Origin()]; f != nil {
					c.mention(cur, f)
				}
			}
		case *ast.CompositeLit:
			c.literal(cur, n)
		case *ast.CallExpr:
			if len(n.Args) == 1 && c.TypesInfo.Types[n.Fun].IsType() {
				c.conversion(n)
			}
		}
	}
}

// conversion gives up on a struct that gets the fields of another one.
func (c *collector) conversion(n *ast.CallExpr) {
	to := fields.Struct(c.TypesInfo.TypeOf(n.Fun))
	if to == nil || fields.Struct(c.TypesInfo.TypeOf(n.Args[0])) == to {
		return
	}
	for _, f := range c.structs[to] {
		c.fields[f].unknown = true
	}
}

// mention looks at x.f, and at f: v in a literal.
func (c *collector) mention(cur inspector.Cursor, f *field) {
	var x ast.Expr
	if cur.ParentEdgeKind() == edge.SelectorExpr_Sel {
		cur = cur.Parent()
		x = cur.Node().(*ast.SelectorExpr).X
	}
	for cur.ParentEdgeKind() == edge.ParenExpr_X {
		cur = cur.Parent()
	}
	parent := cur.Parent().Node()
	switch cur.ParentEdgeKind() {
	case edge.KeyValueExpr_Key:
		if !c.isNil(parent.(*ast.KeyValueExpr).Value) {
			f.sets = append(f.sets, cur.Node())
		}
	case edge.AssignStmt_Lhs:
		if !fields.AssignsNil(c.TypesInfo, parent.(*ast.AssignStmt), cur.Node()) {
			f.sets = append(f.sets, cur.Node())
			f.fills = f.fills || c.isFill(cur)
		}
	case edge.RangeStmt_Key, edge.RangeStmt_Value:
		f.sets = append(f.sets, cur.Node())
	case edge.UnaryExpr_X:
		f.unknown = f.unknown || parent.(*ast.UnaryExpr).Op == token.AND
	case edge.BinaryExpr_X, edge.BinaryExpr_Y:
		f.tests = append(f.tests, vars.Func(cur))
	case edge.TypeAssertExpr_X, edge.AssignStmt_Rhs, edge.ValueSpec_Values:
		f.tests = append(f.tests, vars.Func(cur)) // of the copy, perhaps
	case edge.CallExpr_Fun:
		if x != nil {
			f.calls = append(f.calls, &call{cur.Parent(), x})
		}
	case edge.SelectorExpr_X:
		outer := cur.Parent()
		if outer.ParentEdgeKind() == edge.CallExpr_Fun && x != nil && types.IsInterface(c.TypesInfo.TypeOf(cur.Node().(ast.Expr))) {
			f.calls = append(f.calls, &call{outer.Parent(), x})
		}
	}
}

// isFill reports whether the assignment is under a test of the same field.
func (c *collector) isFill(lhs inspector.Cursor) bool {
	name := lhs.Node()
	sel, ok := name.(*ast.SelectorExpr)
	if !ok {
		return false
	}
	for cur := range lhs.Enclosing((*ast.IfStmt)(nil)) {
		found := false
		ast.Inspect(cur.Node().(*ast.IfStmt).Cond, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok && c.TypesInfo.Uses[id] == c.TypesInfo.Uses[sel.Sel] {
				found = true
			}
			return !found
		})
		if found {
			return true
		}
	}
	return false
}

// promoted looks at x.M(), a method of an embedded field that may be nil.
func (c *collector) promoted(cur inspector.Cursor, n *ast.SelectorExpr) {
	sel := c.TypesInfo.Selections[n]
	if sel == nil || len(sel.Index()) != 2 {
		return
	}
	s := structType(sel.Recv())
	if s == nil {
		return
	}
	f := c.fields[s.Field(sel.Index()[0]).Origin()]
	if f == nil {
		return
	}
	switch sel.Kind() {
	case types.MethodVal:
		if cur.ParentEdgeKind() == edge.CallExpr_Fun && derefs(sel) {
			f.calls = append(f.calls, &call{cur.Parent(), n.X})
		}
	case types.FieldVal:
		switch cur.ParentEdgeKind() {
		case edge.AssignStmt_Lhs, edge.IncDecStmt_X:
			f.calls = append(f.calls, &call{cur, n.X})
		}
	}
}

// derefs reports whether calling the method through a nil field panics by itself: a
// method with a pointer receiver gets the nil.
func derefs(sel *types.Selection) bool {
	fn := sel.Obj().(*types.Func)
	recv := fn.Signature().Recv()
	if recv == nil {
		return false
	}
	_, pointer := types.Unalias(recv.Type()).(*types.Pointer)
	return !pointer
}

func (c *collector) isNil(e ast.Expr) bool { return c.TypesInfo.Types[e].IsNil() }

// literal notes how a struct is made.
func (c *collector) literal(cur inspector.Cursor, n *ast.CompositeLit) {
	name := fields.Struct(c.TypesInfo.TypeOf(n))
	if len(c.structs[name]) == 0 {
		return
	}
	lit := fields.LiteralAt(c.TypesInfo, cur)
	if lit.All {
		for _, f := range c.structs[name] {
			c.fields[f].sets = append(c.fields[f].sets, n)
		}
	}
	c.literals[name] = append(c.literals[name], lit)
}

func structType(t types.Type) *types.Struct {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	s, _ := t.Underlying().(*types.Struct)
	return s
}
