package prealloc

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/gocorelint/gocorelint/analyzers/internal/expr"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
)

// A use is one mention of the variable, with the nodes around it, the innermost last.
type use struct {
	id    *ast.Ident
	stack []ast.Node
}

func usesOf(info *types.Info, body ast.Node, obj types.Object) []use {
	var uses []use
	ast.PreorderStack(body, nil, func(n ast.Node, stack []ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && (info.Uses[id] == obj || info.Defs[id] == obj) {
			uses = append(uses, use{id, slices.Clone(stack)})
		}
		return true
	})
	return uses
}

// parent is the expression or statement that uses the variable.
func (u use) parent() ast.Node {
	for _, n := range slices.Backward(u.stack) {
		if _, ok := n.(*ast.ParenExpr); !ok {
			return n
		}
	}
	return nil
}

func (u use) literal() ast.Node {
	for _, n := range slices.Backward(u.stack) {
		if lit, ok := n.(*ast.FuncLit); ok {
			return lit
		}
	}
	return nil
}

// onlyFilled reports whether nothing but the loop adds to the variable, and
// nobody can tell how much room it has.
func (c *candidate) onlyFilled() bool {
	var home ast.Node
	for _, u := range c.uses {
		if u.id.Pos() >= c.empty.stmt.Pos() && u.id.End() <= c.empty.stmt.End() {
			home = u.literal()
		}
	}
	for _, u := range c.uses {
		switch {
		case u.id.Pos() < c.loop.Pos(), c.fill.idents[u.id]:
		case u.literal() != home:
			return false // a literal may run at any time
		case u.id.Pos() < c.loop.End():
			if !c.onlyReads(u) {
				return false
			}
		case !c.leavesSize(u):
			return false
		}
	}
	return true
}

// onlyReads recognizes uses in the loop that don't depend on the room: len(s) and s[i].
func (c *candidate) onlyReads(u use) bool {
	switch p := u.parent().(type) {
	case *ast.CallExpr:
		return expr.Builtin(c.pass.TypesInfo, p) == "len"
	case *ast.IndexExpr:
		outer := use{u.id, u.stack[:len(u.stack)-1]}.parent()
		switch outer := outer.(type) {
		case *ast.AssignStmt:
			return !slices.Contains(outer.Lhs, ast.Expr(p))
		case *ast.UnaryExpr:
			return outer.Op != token.AND
		case *ast.BinaryExpr:
			return true
		}
		return c.empty.isMap
	}
	return false
}

// leavesSize reports whether a use after the loop leaves the size as it is.
func (c *candidate) leavesSize(u use) bool {
	info := c.pass.TypesInfo
	switch p := u.parent().(type) {
	case *ast.AssignStmt:
		for _, l := range p.Lhs {
			if isUse(info, l, c.empty.obj) {
				return false
			}
		}
	case *ast.RangeStmt:
		return p.Key != ast.Expr(u.id) && p.Value != ast.Expr(u.id)
	case *ast.UnaryExpr:
		return p.Op != token.AND
	case *ast.CallExpr:
		if expr.Builtin(info, p) == "cap" {
			return false
		}
		return expr.Builtin(info, p) != "append" || p.Args[0] != ast.Expr(u.id)
	case *ast.SelectorExpr:
		sel := info.Selections[p]
		if sel == nil || sel.Kind() != types.MethodVal {
			return false
		}
		recv := sel.Obj().(*types.Func).Signature().Recv()
		_, pointer := recv.Type().(*types.Pointer)
		return !pointer
	case *ast.IndexExpr:
		return !c.empty.isMap || !stored(u, p)
	}
	return true
}

func stored(u use, x *ast.IndexExpr) bool {
	switch outer := (use{u.id, u.stack[:len(u.stack)-1]}).parent().(type) {
	case *ast.AssignStmt:
		return slices.Contains(outer.Lhs, ast.Expr(x))
	case *ast.IncDecStmt:
		return true
	}
	return false
}

// nilShows reports whether somebody may see that the slice is nil when the
// loop has no iteration: as JSON null, by s == nil, by reflect.DeepEqual, or in any code that gets it.
func (c *candidate) nilShows() bool {
	return slices.ContainsFunc(c.uses, func(u use) bool {
		return u.id.Pos() > c.loop.End() && !c.hidesNil(u)
	})
}

func (c *candidate) hidesNil(u use) bool {
	info := c.pass.TypesInfo
	switch p := u.parent().(type) {
	case *ast.RangeStmt, *ast.IndexExpr:
		return true
	case *ast.CallExpr:
		if expr.Builtin(info, p) == "len" || expr.Builtin(info, p) == "copy" {
			return true
		}
		if p.Ellipsis.IsValid() && expr.Builtin(info, p) == "append" {
			return true
		}
		if tv := info.Types[p.Fun]; tv.IsType() {
			b, ok := tv.Type.Underlying().(*types.Basic)
			return ok && b.Info()&types.IsString != 0
		}
		fn, _ := typeutil.Callee(info, p).(*types.Func)
		return fn != nil && readsOnly[know.Name(fn.Origin())]
	}
	return false
}

// readsOnly lists functions to which a nil slice is an empty one, and that don't keep it.
var readsOnly = map[string]bool{
	"strings.Join": true, "bytes.Join": true, "sort.Strings": true, "sort.Ints": true, "sort.Float64s": true, "sort.Slice": true, "sort.SliceStable": true,
	"slices.Sort": true, "slices.SortFunc": true, "slices.SortStableFunc": true, "slices.Contains": true, "slices.Index": true,
	"slices.Reverse": true, "slices.BinarySearch": true, "slices.Equal": true,
}
