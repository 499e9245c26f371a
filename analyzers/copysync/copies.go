package copysync

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/gocorelint/gocorelint/analyzers/internal/nocopy"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

// What go vet's copylocks reports, at the same places.
var (
	vet = []string{"govet", "copylocks"}

	assigned  = &report.Kind{ID: "assigned", Format: "assignment to %s copies %s: %s; assign a pointer", Also: vet}
	declared  = &report.Kind{ID: "declared", Format: "declaration of %s copies %s: %s; declare a pointer", Also: vet}
	literal   = &report.Kind{ID: "literal", Format: "literal copies %s: %s; keep a pointer", Also: vet}
	returned  = &report.Kind{ID: "returned", Format: "return copies %s: %s; return a pointer", Also: vet}
	argument  = &report.Kind{ID: "argument", Format: "call of %s copies %s: %s; pass a pointer", Also: vet}
	parameter = &report.Kind{ID: "parameter", Format: "each call of %s copies %s: %s; take a pointer", Also: vet}
	receiver  = &report.Kind{ID: "receiver", Format: "each call of method %s copies %s: %s; make the receiver a pointer", Also: vet}
	ranged    = &report.Kind{ID: "ranged", Format: "each iteration copies %s to %s: %s; range over the index or over pointers", Also: vet}
	loopvar   = &report.Kind{ID: "loop-variable", Format: "since Go 1.22 each iteration copies %s to a new %s: %s; declare it before the loop", Also: vet}

	copyKinds = []*report.Kind{assigned, declared, literal, returned, argument, parameter, receiver, ranged, loopvar}
)

// copy reports a copy of x, unless it copies nothing that matters. name, which may be nil, writes the operand of the message.
func (c *checker) copy(x ast.Expr, kind *report.Kind, name func() string) bool {
	p := c.copied(x)
	if p == nil {
		return false
	}
	t := c.valueType(c.TypesInfo.TypeOf(x))
	args := []any{c.describe(t, p), effect(p)}
	if name != nil {
		args = append([]any{name()}, args...)
	}
	c.Report(report.Finding{At: x, Kind: kind, Args: args})
	return true
}

// valueType is the first type of v, ok := m[k], and any other type itself.
func (c *checker) valueType(t types.Type) types.Type {
	if tuple, ok := t.(*types.Tuple); ok && tuple.Len() > 0 {
		return tuple.At(0).Type()
	}
	return t
}

func (c *checker) assignment(cur inspector.Cursor, n *ast.AssignStmt) {
	found := false
	for i, x := range n.Rhs {
		if i < len(n.Lhs) && c.copy(x, assigned, func() string { return types.ExprString(n.Lhs[i]) }) {
			found = true
		}
	}
	if !found && n.Tok == token.DEFINE && cur.ParentEdgeKind() == edge.ForStmt_Init {
		c.loopVariables(n.Lhs)
	}
}

// loopVariables reports the variables of a three-clause loop: since Go 1.22
// each iteration begins with a copy of the variables of the last one.
func (c *checker) loopVariables(vars []ast.Expr) {
	for _, x := range vars {
		id, ok := x.(*ast.Ident)
		if !ok || id.Name == "_" || c.TypesInfo.Defs[id] == nil {
			continue
		}
		t := c.TypesInfo.Defs[id].Type()
		if p := c.types.In(t); p != nil {
			c.Report(report.Finding{At: id, Kind: loopvar, Since: "go1.22",
				Args: []any{c.describe(t, p), id.Name, effect(p)}})
		}
	}
}

func (c *checker) declaration(n *ast.GenDecl) {
	if n.Tok != token.VAR {
		return
	}
	for _, spec := range n.Specs {
		spec := spec.(*ast.ValueSpec)
		for i, x := range spec.Values {
			if i < len(spec.Names) {
				c.copy(x, declared, func() string { return spec.Names[i].Name })
			}
		}
	}
}

func (c *checker) literal(n *ast.CompositeLit) {
	for _, x := range n.Elts {
		if kv, ok := x.(*ast.KeyValueExpr); ok {
			x = kv.Value
		}
		c.copy(x, literal, nil)
	}
}

func (c *checker) returns(n *ast.ReturnStmt) {
	for _, x := range n.Results {
		c.copy(x, returned, nil)
	}
}

func (c *checker) arguments(n *ast.CallExpr) {
	if c.evaluatesNothing(n) {
		return
	}
	for _, x := range n.Args {
		c.copy(x, argument, func() string { return nameOf(n.Fun) })
	}
}

// nameOf names a called function.
func nameOf(fun ast.Expr) string {
	if _, ok := ast.Unparen(fun).(*ast.FuncLit); ok {
		return "the function"
	}
	return types.ExprString(fun)
}

// evaluatesNothing reports whether the call is of a builtin that wants only
// the type of its argument or, for a slice, its header.
func (c *checker) evaluatesNothing(n *ast.CallExpr) bool {
	switch c.builtin(n) {
	case "len", "cap", "Sizeof", "Offsetof", "Alignof":
		return true
	}
	return false
}

func (c *checker) builtin(n *ast.CallExpr) string {
	var id *ast.Ident
	switch fun := n.Fun.(type) {
	case *ast.Ident:
		id = fun
	case *ast.SelectorExpr:
		id = fun.Sel
	}
	if b, ok := c.TypesInfo.Uses[id].(*types.Builtin); ok {
		return b.Name()
	}
	return ""
}

func (c *checker) receiver(n *ast.FuncDecl) {
	if n.Recv != nil && len(n.Recv.List) > 0 {
		c.field(n.Recv.List[0], receiver, n.Name.Name)
	}
}

func (c *checker) parameters(name string, n *ast.FuncType) {
	if n.Params == nil {
		return
	}
	for _, field := range n.Params.List {
		c.field(field, parameter, name)
	}
}

func (c *checker) field(n *ast.Field, kind *report.Kind, name string) {
	t := c.TypesInfo.Types[n.Type].Type
	if p := c.types.In(t); p != nil {
		c.Report(report.Finding{At: n.Type, Kind: kind, Args: []any{name, c.describe(t, p), effect(p)}})
	}
}

func (c *checker) ranges(n *ast.RangeStmt) {
	for _, x := range []ast.Expr{n.Key, n.Value} {
		if x == nil {
			continue
		}
		t := c.rangeType(n, x)
		if p := c.types.In(t); p != nil {
			c.Report(report.Finding{At: x, Kind: ranged, Args: []any{c.describe(t, p), types.ExprString(x), effect(p)}})
		}
	}
}

// rangeType is the type of a variable of a range statement, nil for "_".
func (c *checker) rangeType(n *ast.RangeStmt, x ast.Expr) types.Type {
	id, ok := x.(*ast.Ident)
	switch {
	case ok && id.Name == "_":
		return nil
	case n.Tok != token.DEFINE:
		return c.TypesInfo.Types[x].Type
	case ok && c.TypesInfo.Defs[id] != nil:
		return c.TypesInfo.Defs[id].Type()
	}
	return nil
}

// effect says what goes wrong with a copy at run time.
func effect(p *nocopy.Path) string {
	if p.Marker {
		return "it is marked as not to be copied"
	}
	switch nocopy.StdName(p.Leaf) {
	case "sync.Mutex", "sync.RWMutex":
		return "who locks the copy excludes nobody who locks the original"
	case "sync.WaitGroup":
		return "Done on the copy never ends Wait on the original"
	case "sync.Once":
		return "original and copy may each run their function"
	case "sync.Cond":
		return "the copy of a used one panics with \"sync.Cond is copied\""
	case "sync.Pool", "sync.Map":
		return "what the two share depends on when it is copied"
	case "":
		return "its methods Lock and Unlock say that it is a lock"
	}
	return "the copy is not read atomically and misses later updates"
}
