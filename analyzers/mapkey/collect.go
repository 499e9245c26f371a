package mapkey

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

// A table is a variable or field that only this package can use, and the keys that
// are stored and looked up in it.
type table struct {
	stored, looked []ast.Expr
	made           bool // all that it is ever set to was seen
	unknown        bool // others may store something
}

type collector struct {
	*report.Pass
	tables map[*types.Var]*table
	order  []*types.Var
}

// ident looks at one mention of a variable or field.
func (c *collector) ident(cur inspector.Cursor, id *ast.Ident) {
	v, ok := c.TypesInfo.ObjectOf(id).(*types.Var)
	if !ok || v.Pkg() != c.Pkg || v.Exported() && (v.IsField() || v.Parent() == c.Pkg.Scope()) {
		return
	}
	v = v.Origin()
	table := c.table(v)
	if table == nil || table.unknown {
		return
	}
	_, sync := hasInterfaceKeys(v.Type())
	switch {
	case c.TypesInfo.Defs[id] != nil:
		table.unknown = !c.declares(cur, table, sync, v)
	default:
		table.unknown = !c.uses(cur, table, sync)
	}
}

func (c *collector) table(v *types.Var) *table {
	if t, ok := c.tables[v]; ok {
		return t
	}
	var t *table
	if ok, _ := hasInterfaceKeys(v.Type()); ok {
		t = &table{made: true}
		c.order = append(c.order, v)
	}
	c.tables[v] = t
	return t
}

// declares looks at a declaration; it is not ok where the map comes from others.
func (c *collector) declares(cur inspector.Cursor, t *table, sync bool, v *types.Var) bool {
	if v.IsField() {
		return !v.Embedded()
	}
	switch parent := cur.Parent().Node().(type) {
	case *ast.ValueSpec:
		if len(parent.Values) == 0 {
			return true
		}
		for i, id := range parent.Names {
			if id == cur.Node() && len(parent.Values) == len(parent.Names) {
				return c.value(parent.Values[i], t)
			}
		}
	case *ast.AssignStmt:
		return c.assigned(parent, cur.Node(), t)
	}
	return false // a parameter, or a variable of a range statement
}

func (c *collector) assigned(s *ast.AssignStmt, lhs ast.Node, t *table) bool {
	for i, l := range s.Lhs {
		if l == lhs && len(s.Lhs) == len(s.Rhs) {
			return c.value(s.Rhs[i], t)
		}
	}
	return false
}

// value looks at what the map is set to.
func (c *collector) value(e ast.Expr, t *table) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.CompositeLit:
		for _, elt := range e.Elts {
			kv, ok := elt.(*ast.KeyValueExpr)
			if !ok || !c.key(kv.Key, &t.stored) {
				return false
			}
		}
		return true
	case *ast.CallExpr:
		id, ok := e.Fun.(*ast.Ident)
		if !ok {
			return false
		}
		b, ok := c.TypesInfo.Uses[id].(*types.Builtin)
		return ok && b.Name() == "make"
	}
	return c.TypesInfo.Types[e].IsNil()
}

// key notes a key, if its type is known.
func (c *collector) key(e ast.Expr, list *[]ast.Expr) bool {
	t := c.TypesInfo.TypeOf(e)
	if t == nil || types.IsInterface(t) || isGeneric(t) {
		return false
	}
	*list = append(*list, e)
	return true
}

// isGeneric reports whether the type depends on a type parameter: each method has
// parameters of its own.
func isGeneric(t types.Type) bool {
	switch t := types.Unalias(t).(type) {
	case *types.TypeParam:
		return true
	case *types.Named:
		for arg := range t.TypeArgs().Types() {
			if isGeneric(arg) {
				return true
			}
		}
	case *types.Pointer:
		return isGeneric(t.Elem())
	case *types.Array:
		return isGeneric(t.Elem())
	case *types.Chan:
		return isGeneric(t.Elem())
	case *types.Struct:
		for f := range t.Fields() {
			if isGeneric(f.Type()) {
				return true
			}
		}
	}
	return false
}

// uses looks at a mention; it is not ok where others get the map.
func (c *collector) uses(cur inspector.Cursor, t *table, sync bool) bool {
	if cur.ParentEdgeKind() == edge.KeyValueExpr_Key { // of a struct
		return c.value(cur.Parent().Node().(*ast.KeyValueExpr).Value, t)
	}
	if cur.ParentEdgeKind() == edge.SelectorExpr_Sel {
		cur = cur.Parent()
	}
	parent := cur.Parent().Node()
	switch kind := cur.ParentEdgeKind(); {
	case sync && kind == edge.SelectorExpr_X:
		return c.method(cur.Parent(), t)
	case sync:
		return false
	case kind == edge.IndexExpr_X:
		index := parent.(*ast.IndexExpr).Index
		if writes(cur.Parent()) {
			return c.key(index, &t.stored)
		}
		c.key(index, &t.looked)
		return true
	case kind == edge.RangeStmt_X, kind == edge.BinaryExpr_X:
		return true
	case kind == edge.AssignStmt_Lhs:
		return c.assigned(parent.(*ast.AssignStmt), cur.Node(), t)
	case kind == edge.CallExpr_Args:
		id, ok := parent.(*ast.CallExpr).Fun.(*ast.Ident)
		if !ok {
			return false
		}
		b, ok := c.TypesInfo.Uses[id].(*types.Builtin)
		if ok && b.Name() == "delete" && len(parent.(*ast.CallExpr).Args) == 2 {
			c.key(parent.(*ast.CallExpr).Args[1], &t.looked)
		}
		return ok && b.Name() != "append"
	}
	return false
}

// method looks at a method of sync.Map that is called.
func (c *collector) method(sel inspector.Cursor, t *table) bool {
	if sel.ParentEdgeKind() != edge.CallExpr_Fun {
		return false
	}
	args := sel.Parent().Node().(*ast.CallExpr).Args
	switch method(sel.Node().(*ast.SelectorExpr).Sel.Name) {
	case 's':
		return len(args) > 0 && c.key(args[0], &t.stored)
	case 'l':
		if len(args) > 0 {
			c.key(args[0], &t.looked)
		}
	}
	return true
}
