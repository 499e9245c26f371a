package nilmap

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/gocorelint/gocorelint/analyzers/internal/fields"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/typeis"
	"github.com/gocorelint/gocorelint/analyzers/internal/vars"
)

// A collector knows the maps that only this package can set: unexported fields
// and variables of the package.
type collector struct {
	*report.Pass
	root     inspector.Cursor
	maps     map[*types.Var]*use
	order    []*types.Var
	structs  map[*types.TypeName][]*types.Var // with such fields
	literals map[*types.TypeName][]*fields.Literal
	reported map[token.Pos]bool
}

func (c *collector) declarations() {
	c.structs = make(map[*types.TypeName][]*types.Var)
	c.literals = make(map[*types.TypeName][]*fields.Literal)
	for cur := range c.root.Preorder((*ast.TypeSpec)(nil), (*ast.ValueSpec)(nil)) {
		switch n := cur.Node().(type) {
		case *ast.TypeSpec:
			name, ok := c.TypesInfo.Defs[n.Name].(*types.TypeName)
			if !ok || name.IsAlias() {
				continue
			}
			s, ok := name.Type().Underlying().(*types.Struct)
			if _, literal := n.Type.(*ast.StructType); !ok || !literal {
				continue
			}
			for f := range s.Fields() {
				if !f.Exported() && typeis.Map(f.Type()) {
					c.maps[f] = &use{owner: name}
					c.order = append(c.order, f)
					c.structs[name] = append(c.structs[name], f)
				}
			}
		case *ast.ValueSpec:
			for i, id := range n.Names {
				v, ok := c.TypesInfo.Defs[id].(*types.Var)
				if !ok || v.Parent() != c.Pkg.Scope() || v.Exported() || !typeis.Map(v.Type()) {
					continue
				}
				c.maps[v] = new(use)
				c.order = append(c.order, v)
				if len(n.Values) > 0 && !(len(n.Values) == len(n.Names) && c.isNil(n.Values[i])) {
					c.maps[v].sets = append(c.maps[v].sets, id)
					c.maps[v].innerSet = len(n.Values) != len(n.Names) || !isEmptyMap(n.Values[i])
				}
			}
		}
	}
}

// mentions looks at each use of the maps.
func (c *collector) mentions() {
	for cur := range c.root.Preorder((*ast.Ident)(nil), (*ast.CompositeLit)(nil), (*ast.CallExpr)(nil)) {
		switch n := cur.Node().(type) {
		case *ast.Ident:
			v, ok := c.TypesInfo.Uses[n].(*types.Var)
			if !ok {
				continue
			}
			if u := c.maps[v.Origin()]; u != nil {
				c.mention(cur, v.Origin(), u)
			}
		case *ast.CompositeLit:
			c.literal(cur, n)
		case *ast.CallExpr:
			// A conversion brings the fields of another struct.
			if len(n.Args) == 1 && c.TypesInfo.Types[n.Fun].IsType() {
				if name := fields.Struct(c.TypesInfo.TypeOf(n.Fun)); name != nil && fields.Struct(c.TypesInfo.TypeOf(n.Args[0])) != name {
					for _, f := range c.structs[name] {
						c.maps[f].unknown = true
					}
				}
			}
		}
	}
}

func (c *collector) mention(cur inspector.Cursor, v *types.Var, u *use) {
	if cur.ParentEdgeKind() == edge.SelectorExpr_Sel {
		cur = cur.Parent()
	}
	for cur.ParentEdgeKind() == edge.ParenExpr_X {
		cur = cur.Parent()
	}
	parent := cur.Parent().Node()
	switch kind := cur.ParentEdgeKind(); kind {
	case edge.KeyValueExpr_Key:
		if kv := parent.(*ast.KeyValueExpr); v.IsField() && !c.isNil(kv.Value) {
			c.set(cur, u, kv.Value)
		}
	case edge.AssignStmt_Lhs:
		if s := parent.(*ast.AssignStmt); !fields.AssignsNil(c.TypesInfo, s, cur.Node()) {
			var val ast.Expr
			if i := slices.Index(s.Lhs, cur.Node().(ast.Expr)); len(s.Lhs) == len(s.Rhs) {
				val = s.Rhs[i]
			}
			c.set(cur, u, val)
		}
	case edge.RangeStmt_Key, edge.RangeStmt_Value:
		c.set(cur, u, nil)
	case edge.UnaryExpr_X:
		u.unknown = u.unknown || parent.(*ast.UnaryExpr).Op == token.AND
	case edge.IndexExpr_X:
		c.index(cur.Parent(), v, u)
	case edge.RangeStmt_X, edge.BinaryExpr_X, edge.BinaryExpr_Y:
	case edge.CallExpr_Args:
		if id, ok := ast.Unparen(parent.(*ast.CallExpr).Fun).(*ast.Ident); ok {
			if b, ok := c.TypesInfo.Uses[id].(*types.Builtin); ok && b.Name() != "append" {
				return // len, delete, clear
			}
		}
		u.givenAway = true
	default:
		u.givenAway = true
	}
}

// index looks at m[k], and at m[k][l].
func (c *collector) index(cur inspector.Cursor, v *types.Var, u *use) {
	for cur.ParentEdgeKind() == edge.ParenExpr_X {
		cur = cur.Parent()
	}
	e := cur.Node().(ast.Expr)
	if writes(cur) {
		u.writes = append(u.writes, c.write(cur, v))
		u.innerSet = true
		return
	}
	if !typeis.Map(c.TypesInfo.TypeOf(e)) {
		return
	}
	switch {
	case cur.ParentEdgeKind() == edge.IndexExpr_X:
		if writes(cur.Parent()) {
			u.inner = append(u.inner, c.write(cur.Parent(), v))
		}
	case cur.ParentEdgeKind() == edge.UnaryExpr_X:
		u.unknown = true
	}
}

// writes reports whether the element is assigned to.
func writes(cur inspector.Cursor) bool {
	switch cur.ParentEdgeKind() {
	case edge.AssignStmt_Lhs, edge.IncDecStmt_X, edge.RangeStmt_Key, edge.RangeStmt_Value:
		return true
	}
	return false
}

func (c *collector) write(cur inspector.Cursor, v *types.Var) *write {
	w := &write{at: cur.Node().(ast.Expr)}
	if fn := vars.Func(cur); fn.Valid() {
		_, body := vars.Signature(fn)
		w.guarded = c.asks(body, v)
	}
	return w
}

// asks reports whether the function compares the map with nil, or takes its
// length or an element first: it may know when there is none.
func (c *collector) asks(body ast.Node, v *types.Var) bool {
	found := false
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BinaryExpr:
			found = found || c.names(n.X, v) && c.isNil(n.Y) || c.names(n.Y, v) && c.isNil(n.X)
		case *ast.RangeStmt:
			found = found || c.names(n.X, v) // writes while ranging over what is there
		case *ast.CallExpr:
			if id, ok := n.Fun.(*ast.Ident); ok && id.Name == "len" && len(n.Args) == 1 {
				found = found || c.names(n.Args[0], v)
			}
		case *ast.AssignStmt:
			found = found || len(n.Lhs) == 2 && len(n.Rhs) == 1 && c.elementOf(n.Rhs[0], v)
		}
		return !found
	})
	return found
}

func (c *collector) elementOf(e ast.Expr, v *types.Var) bool {
	x, ok := ast.Unparen(e).(*ast.IndexExpr)
	return ok && c.names(x.X, v)
}

func (c *collector) names(e ast.Expr, v *types.Var) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		x, ok := c.TypesInfo.Uses[e].(*types.Var)
		return ok && x.Origin() == v
	case *ast.SelectorExpr:
		return c.names(e.Sel, v)
	}
	return false
}

// set notes an assignment of the value, nil if it is not known.
func (c *collector) set(cur inspector.Cursor, u *use, val ast.Expr) {
	u.sets = append(u.sets, cur.Node())
	u.innerSet = u.innerSet || !isEmptyMap(val) // with what is in it
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
			c.maps[f].sets = append(c.maps[f].sets, n)
			c.maps[f].innerSet = true
		}
	}
	if lit.Variable != nil {
		c.literals[name] = append(c.literals[name], lit)
	}
}

// base is the variable x of x.m[k].
func (c *collector) base(e ast.Expr) *types.Var {
	index, ok := ast.Unparen(e).(*ast.IndexExpr)
	if !ok {
		return nil
	}
	sel, ok := ast.Unparen(index.X).(*ast.SelectorExpr)
	if !ok {
		return nil
	}
	return vars.Of(c.TypesInfo, sel.X)
}

// mayMake reports whether the function sets the map, or uses the struct for
// anything but its fields before the write.
func (c *collector) mayMake(lit *fields.Literal, v *types.Var, w *write) bool {
	found := false
	var fields []*ast.Ident // x of x.f
	_, body := vars.Signature(lit.Func)
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for _, l := range n.Lhs {
				found = found || c.names(l, v) || vars.Of(c.TypesInfo, l) == lit.Variable && n.Tok == token.ASSIGN
			}
		case *ast.SelectorExpr:
			if id, ok := n.X.(*ast.Ident); ok {
				if sel := c.TypesInfo.Selections[n]; sel != nil && sel.Kind() == types.FieldVal {
					fields = append(fields, id)
				}
			}
		case *ast.Ident:
			isField := len(fields) > 0 && fields[len(fields)-1] == n
			found = found || n.Pos() < w.at.Pos() && c.TypesInfo.Uses[n] == lit.Variable && !isField
		}
		return !found
	})
	return found
}

// isEmptyMap recognizes make(…) and a literal without elements.
func isEmptyMap(val ast.Expr) bool {
	switch e := ast.Unparen(val).(type) {
	case *ast.CompositeLit:
		return len(e.Elts) == 0
	case *ast.CallExpr:
		id, ok := e.Fun.(*ast.Ident)
		return ok && id.Name == "make"
	}
	return false
}
