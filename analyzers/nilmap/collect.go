package nilmap

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/gocorelint/gocorelint/analyzers/internal/report"
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
	literals map[*types.TypeName][]*literal
}

// A literal makes a struct.
type literal struct {
	at       ast.Expr
	fn       *types.Func // around it, nil in a function literal and outside of functions
	body     ast.Node    // of fn
	has      map[*types.Var]bool
	variable *types.Var // that gets it, if any
	returned bool       // the function returns it, or the variable
	empty    bool       // T{}, which may be an empty value on purpose
}

func (c *collector) declarations() {
	c.structs = make(map[*types.TypeName][]*types.Var)
	c.literals = make(map[*types.TypeName][]*literal)
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
				if !f.Exported() && isMap(f.Type()) {
					c.maps[f] = &use{owner: name}
					c.order = append(c.order, f)
					c.structs[name] = append(c.structs[name], f)
				}
			}
		case *ast.ValueSpec:
			for i, id := range n.Names {
				v, ok := c.TypesInfo.Defs[id].(*types.Var)
				if !ok || v.Parent() != c.Pkg.Scope() || v.Exported() || !isMap(v.Type()) {
					continue
				}
				c.maps[v] = new(use)
				c.order = append(c.order, v)
				if len(n.Values) > 0 && !(len(n.Values) == len(n.Names) && c.isNil(n.Values[i])) {
					c.maps[v].sets = append(c.maps[v].sets, id)
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
				if name := structOf(c.TypesInfo.TypeOf(n.Fun)); name != nil && structOf(c.TypesInfo.TypeOf(n.Args[0])) != name {
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
			c.set(cur, u)
		}
	case edge.AssignStmt_Lhs:
		if !c.assignsNil(parent.(*ast.AssignStmt), cur.Node()) {
			c.set(cur, u)
		}
	case edge.RangeStmt_Key, edge.RangeStmt_Value:
		c.set(cur, u)
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
		u.writes = append(u.writes, c.write(cur, v, u))
		u.innerSet = true
		return
	}
	if !isMap(c.TypesInfo.TypeOf(e)) {
		return
	}
	switch {
	case cur.ParentEdgeKind() == edge.IndexExpr_X:
		if writes(cur.Parent()) {
			u.inner = append(u.inner, c.write(cur.Parent(), v, u))
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

func (c *collector) write(cur inspector.Cursor, v *types.Var, u *use) *write {
	w := &write{at: cur.Node().(ast.Expr)}
	if fn := vars.Func(cur); fn.Valid() {
		_, body := vars.Signature(fn)
		w.guarded = c.asks(body, v)
		if decl, ok := fn.Node().(*ast.FuncDecl); ok {
			w.inMethod = u.owner != nil && c.receiver(decl) == u.owner
		}
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

// set notes an assignment, and whether a method or a function literal does it.
func (c *collector) set(cur inspector.Cursor, u *use) {
	u.sets = append(u.sets, cur.Node())
	u.innerSet = true // with what is in it
	if cur.ParentEdgeKind() == edge.KeyValueExpr_Key {
		return
	}
	fn := vars.Func(cur)
	if !fn.Valid() {
		return
	}
	decl, ok := fn.Node().(*ast.FuncDecl)
	u.inMethod = u.inMethod || !ok || decl.Recv != nil
}

func (c *collector) assignsNil(s *ast.AssignStmt, lhs ast.Node) bool {
	for i, l := range s.Lhs {
		if l == lhs && len(s.Lhs) == len(s.Rhs) {
			return c.isNil(s.Rhs[i])
		}
	}
	return false
}

func (c *collector) isNil(e ast.Expr) bool { return c.TypesInfo.Types[e].IsNil() }

// receiver is the type that the function is a method of, or nil.
func (c *collector) receiver(decl *ast.FuncDecl) *types.TypeName {
	fn, ok := c.TypesInfo.Defs[decl.Name].(*types.Func)
	if !ok || fn.Signature().Recv() == nil {
		return nil
	}
	return structOf(fn.Signature().Recv().Type())
}

// literal notes how a struct is made.
func (c *collector) literal(cur inspector.Cursor, n *ast.CompositeLit) {
	name := structOf(c.TypesInfo.TypeOf(n))
	fields := c.structs[name]
	if len(fields) == 0 {
		return
	}
	lit := &literal{at: n, has: make(map[*types.Var]bool), empty: len(n.Elts) == 0}
	for _, elt := range n.Elts {
		kv, ok := elt.(*ast.KeyValueExpr)
		if !ok { // all of them in order
			for _, f := range fields {
				lit.has[f] = true
				c.maps[f].sets = append(c.maps[f].sets, n)
				c.maps[f].innerSet = true
			}
			break
		}
		if id, ok := kv.Key.(*ast.Ident); ok {
			if f, ok := c.TypesInfo.Uses[id].(*types.Var); ok && !c.isNil(kv.Value) {
				lit.has[f.Origin()] = true
			}
		}
	}
	fn := vars.Func(cur)
	if fn.Valid() {
		if decl, ok := fn.Node().(*ast.FuncDecl); ok {
			lit.fn, _ = c.TypesInfo.Defs[decl.Name].(*types.Func)
			lit.body = decl.Body
		}
	}
	at := cur
	if at.ParentEdgeKind() == edge.UnaryExpr_X {
		at = at.Parent()
	}
	switch at.ParentEdgeKind() {
	case edge.ReturnStmt_Results:
		lit.returned = true
	case edge.AssignStmt_Rhs:
		s := at.Parent().Node().(*ast.AssignStmt)
		for i, r := range s.Rhs {
			if r == at.Node() && len(s.Lhs) == len(s.Rhs) {
				lit.variable = vars.Of(c.TypesInfo, s.Lhs[i])
			}
		}
		lit.returned = lit.variable != nil && fn.Valid() && c.returns(fn, lit.variable)
	}
	c.literals[name] = append(c.literals[name], lit)
}

// returns reports whether the function returns the variable.
func (c *collector) returns(fn inspector.Cursor, v *types.Var) bool {
	for ret := range fn.Preorder((*ast.ReturnStmt)(nil)) {
		for _, e := range ret.Node().(*ast.ReturnStmt).Results {
			if vars.Of(c.TypesInfo, e) == v {
				return true
			}
		}
	}
	return false
}

// setsAfter reports whether the function that makes the struct sets the map,
// or gives the struct to somebody who may.
func (c *collector) setsAfter(lit *literal, v *types.Var) bool {
	if lit.variable == nil {
		return false
	}
	found := false
	ast.Inspect(lit.body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for _, l := range n.Lhs {
				found = found || c.names(l, v)
			}
		case *ast.CallExpr:
			for _, arg := range n.Args {
				if u, ok := arg.(*ast.UnaryExpr); ok && u.Op == token.AND {
					arg = u.X
				}
				found = found || vars.Of(c.TypesInfo, arg) == lit.variable
			}
		}
		return !found
	})
	return found
}

// structOf is the named type, also behind a pointer.
func structOf(t types.Type) *types.TypeName {
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

func isMap(t types.Type) bool {
	if t == nil {
		return false
	}
	_, ok := t.Underlying().(*types.Map)
	return ok
}
