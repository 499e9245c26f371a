package unhashable

import (
	"go/ast"
	"go/types"

	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

type checker struct {
	*report.Pass
	values map[*types.Var]ast.Expr // what variables of interface type are declared with, nil if they are set again
}

// hasInterfaceKeys reports whether the expression is a map whose keys are interfaces.
func (c *checker) hasInterfaceKeys(e ast.Expr) bool {
	t := c.TypesInfo.TypeOf(e)
	if t == nil {
		return false
	}
	m, ok := t.Underlying().(*types.Map)
	return ok && types.IsInterface(m.Key())
}

// partOf says what makes a type one that can't be compared, "" for types that can
// be and for those of which it is not known.
func partOf(t types.Type) string {
	if t == nil {
		return ""
	}
	switch u := t.Underlying().(type) {
	case *types.Slice:
		return "slices have no =="
	case *types.Map:
		return "maps have no =="
	case *types.Signature:
		return "functions have no =="
	case *types.Array:
		return partOf(u.Elem())
	case *types.Struct:
		for f := range u.Fields() {
			if partOf(f.Type()) != "" {
				return "its field " + f.Name() + " is a " + types.TypeString(f.Type(), (*types.Package).Name)
			}
		}
	}
	return ""
}

// dynamic returns the type of the value, also where it is in an interface: of
// a conversion, or a variable that holds one value for ever. It may be nil.
func (c *checker) dynamic(e ast.Expr) types.Type {
	for range 5 {
		e = ast.Unparen(e)
		tv, ok := c.TypesInfo.Types[e]
		if !ok || tv.IsNil() || tv.Type == nil {
			return nil
		}
		if !types.IsInterface(tv.Type) {
			return tv.Type
		}
		switch x := e.(type) {
		case *ast.CallExpr:
			if !c.TypesInfo.Types[x.Fun].IsType() || len(x.Args) != 1 {
				return nil
			}
			e = x.Args[0]
		case *ast.Ident:
			v, ok := c.TypesInfo.Uses[x].(*types.Var)
			if !ok {
				return nil
			}
			if e = c.valueOf(v); e == nil {
				return nil
			}
		default:
			return nil
		}
	}
	return nil
}

// valueOf returns what a variable of interface type is declared with, nil if it
// may have another value.
func (c *checker) valueOf(v *types.Var) ast.Expr {
	if c.values == nil {
		c.values = make(map[*types.Var]ast.Expr)
		for _, file := range c.Files {
			ast.Inspect(file, c.collect)
		}
	}
	return c.values[v]
}

func (c *checker) collect(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.ValueSpec:
		for i, id := range n.Names {
			if len(n.Values) == len(n.Names) {
				c.declare(id, n.Values[i])
			}
		}
	case *ast.AssignStmt:
		for i, l := range n.Lhs {
			id, ok := ast.Unparen(l).(*ast.Ident)
			switch {
			case !ok:
			case c.TypesInfo.Defs[id] == nil:
				c.set(id)
			case len(n.Lhs) == len(n.Rhs):
				c.declare(id, n.Rhs[i])
			}
		}
	case *ast.RangeStmt:
		c.set(n.Key)
		c.set(n.Value)
	case *ast.UnaryExpr:
		c.set(n.X) // its address is taken
	}
	return true
}

func (c *checker) declare(id *ast.Ident, value ast.Expr) {
	v, ok := c.TypesInfo.Defs[id].(*types.Var)
	if _, again := c.values[v]; ok && !again && types.IsInterface(v.Type()) {
		c.values[v] = value
	}
}

func (c *checker) set(e ast.Expr) {
	if id, ok := e.(*ast.Ident); ok {
		if v, ok := c.TypesInfo.Uses[id].(*types.Var); ok {
			c.values[v] = nil
		}
	}
}
