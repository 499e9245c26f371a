// Package often is the engine that knows from the syntax which calls run again
// and again: in each round of a loop, or for each request of a server.
package often

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ast/inspector"

	"github.com/gocorelint/gocorelint/analyzers/internal/expr"
	"github.com/gocorelint/gocorelint/analyzers/internal/vars"
)

// Loop is the loop of the function that comes to the call in each round: there is
// no way out of it behind the call, nor is the call under a condition. It is not
// valid where there is none.
func Loop(call inspector.Cursor) inspector.Cursor {
	for cur := range call.Enclosing((*ast.ForStmt)(nil), (*ast.RangeStmt)(nil), (*ast.IfStmt)(nil), (*ast.CaseClause)(nil), (*ast.CommClause)(nil), (*ast.FuncLit)(nil), (*ast.FuncDecl)(nil)) {
		switch n := cur.Node().(type) {
		case *ast.ForStmt:
			if within(call, n.Body) && !leaves(n.Body) {
				return cur
			}
		case *ast.RangeStmt:
			if within(call, n.Body) && !leaves(n.Body) {
				return cur
			}
		case *ast.IfStmt:
			if !within(call, n.Cond) && !(n.Init != nil && within(call, n.Init)) {
				return inspector.Cursor{}
			}
		default:
			return inspector.Cursor{}
		}
	}
	return inspector.Cursor{}
}

func within(call inspector.Cursor, n ast.Node) bool {
	return n.Pos() <= call.Node().Pos() && call.Node().End() <= n.End()
}

// leaves reports whether the body ends in a statement that leaves the loop.
func leaves(body *ast.BlockStmt) bool {
	if len(body.List) == 0 {
		return false
	}
	switch last := body.List[len(body.List)-1].(type) {
	case *ast.ReturnStmt:
		return true
	case *ast.BranchStmt:
		return last.Tok != token.CONTINUE
	}
	return false
}

// Request returns the parameter by which a function, as vars.Func returns it, gets
// an *http.Request, nil if it gets none.
func Request(info *types.Info, fn inspector.Cursor) *ast.Field {
	return param(info, fn, func(t types.Type) bool {
		p, ok := t.(*types.Pointer)
		return ok && isHTTP(p.Elem(), "Request")
	})
}

// Response returns the parameter by which a function gets an
// http.ResponseWriter, nil if it gets none: who gets both serves a request.
func Response(info *types.Info, fn inspector.Cursor) *ast.Field {
	return param(info, fn, func(t types.Type) bool { return isHTTP(t, "ResponseWriter") })
}

func param(info *types.Info, fn inspector.Cursor, is func(types.Type) bool) *ast.Field {
	typ, _ := vars.Signature(fn)
	if typ == nil {
		return nil
	}
	for _, field := range typ.Params.List {
		if t := info.TypeOf(field.Type); t != nil && is(types.Unalias(t)) {
			return field
		}
	}
	return nil
}

func isHTTP(t types.Type, name string) bool {
	named, ok := types.Unalias(t).(*types.Named)
	return ok && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == "net/http" && named.Obj().Name() == name
}

// FailureOnly reports whether the function, as vars.Func returns it, tells the client in any case that the server has failed:
// it sets a status of 500 or more under no condition, and so runs when a request has gone wrong.
func FailureOnly(info *types.Info, fn inspector.Cursor) bool {
	_, body := vars.Signature(fn)
	return body != nil && slices.ContainsFunc(body.List, func(stmt ast.Stmt) bool {
		st, ok := stmt.(*ast.ExprStmt)
		if !ok {
			return false
		}
		call, ok := st.X.(*ast.CallExpr)
		if !ok || len(call.Args) != 1 {
			return false
		}
		sel, ok := call.Fun.(*ast.SelectorExpr)
		code, known := expr.Int(info, call.Args[0])
		return ok && known && sel.Sel.Name == "WriteHeader" && code >= 500
	})
}
