package lessfunc

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/gocorelint/gocorelint/analyzers/internal/expr"
	"github.com/gocorelint/gocorelint/analyzers/internal/vars"
)

// distinct reports whether no two elements are equal: the function compares whole
// elements of a list that holds the keys of one map.
func (c *checker) distinct() bool {
	list := vars.Of(c.TypesInfo, c.call.Args[0])
	if list == nil || !isLocal(c.Pass, list) || !c.comparesWhole(list) {
		return false
	}
	from, ok := sourcesOf(c.Pass, list)
	if !ok {
		return false
	}
	filled := 0
	for _, e := range from {
		switch e := ast.Unparen(e).(type) {
		case *ast.CompositeLit:
			if len(e.Elts) > 0 {
				return false
			}
		case *ast.CallExpr:
			name := ""
			if c.TypesInfo.Types[e.Fun].IsBuiltin() {
				name = types.ExprString(e.Fun)
			}
			switch {
			case name == "make":
				if n, ok := expr.Int(c.TypesInfo, e.Args[1]); !ok || n != 0 {
					return false
				}
			case name == "append" && len(e.Args) == 2 && vars.Of(c.TypesInfo, e.Args[0]) == list && c.isKey(e.Args[1]):
				filled++
			default:
				return false
			}
		default:
			if !c.TypesInfo.Types[e].IsNil() {
				return false
			}
		}
	}
	return filled == 1
}

// isKey reports whether the expression is the key of a loop over a map.
func (c *checker) isKey(e ast.Expr) bool {
	key := vars.Of(c.TypesInfo, e)
	if key == nil {
		return false
	}
	cur, ok := c.root().FindByPos(key.Pos(), key.Pos())
	if !ok {
		return false
	}
	loop, ok := cur.Parent().Node().(*ast.RangeStmt)
	if !ok || loop.Key != cur.Node() {
		return false
	}
	_, ok = c.TypesInfo.TypeOf(loop.X).Underlying().(*types.Map)
	return ok
}

// comparesWhole reports whether the function looks at nothing but elements of the list, each as a
// whole: operands of a comparison.
func (c *checker) comparesWhole(list *types.Var) bool {
	body, ok := c.root().FindNode(c.fn.body)
	if !ok {
		return false
	}
	for cur := range body.Preorder((*ast.Ident)(nil)) {
		if obj := c.TypesInfo.Uses[cur.Node().(*ast.Ident)]; obj != c.fn.a && obj != c.fn.b {
			continue
		}
		if index, ok := cur.Parent().Node().(*ast.IndexExpr); ok {
			if vars.Of(c.TypesInfo, index.X) != list {
				return false
			}
			cur = cur.Parent()
		}
		switch parent := cur.Parent().Node().(type) {
		case *ast.BinaryExpr:
			if parent.Op == token.ADD || parent.Op == token.SUB {
				return false
			}
		case *ast.CallExpr:
			if name, _ := calleeName(c.TypesInfo, parent); !strings.HasSuffix(name, "Compare") {
				return false
			}
		default:
			return false
		}
	}
	return true
}

func (c *checker) root() inspector.Cursor {
	return c.ResultOf[inspect.Analyzer].(*inspector.Inspector).Root()
}
