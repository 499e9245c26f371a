package gctune

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/gocorelint/gocorelint/analyzers/internal/calls"
	"github.com/gocorelint/gocorelint/analyzers/internal/often"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/vars"
)

// A stop is what a call of the runtime costs, and what to use in its place.
type stop struct{ does, instead string }

var stops = map[string]stop{
	"runtime.GC":                 {"waits for a whole collection", ""},
	"runtime/debug.FreeOSMemory": {"waits for a whole collection and gives the pages back that the next one wants", ""},
	"runtime.ReadMemStats":       {"stops all goroutines to count", "; package runtime/metrics reads without a stop"},
}

// repeated reports calls in a loop that waits for nothing, and calls in a
// handler that hands its requests on: one that answers itself is there to be asked.
func repeated(pass *report.Pass, call calls.Call, s stop) {
	if loop := often.Loop(call.Cursor); loop.Valid() {
		if !pauses(pass.TypesInfo, loop) && !nothingElse(pass.TypesInfo, loop) && !untilEnough(loop) {
			pass.Report(report.Finding{At: call.CallExpr, Kind: inLoop, Args: []any{pass.Line(call.Pos(), loop.Node().Pos()), s.does}})
		}
		return
	}
	fn := vars.Func(call.Cursor)
	if !fn.Valid() || often.Request(pass.TypesInfo, fn) == nil || often.Response(pass.TypesInfo, fn) == nil || conditional(call.Cursor, fn) {
		return
	}
	if next := handsOn(pass.TypesInfo, fn); next != nil {
		pass.Report(report.Finding{At: call.CallExpr, Kind: perRequest, Args: []any{pass.Line(call.Pos(), next.Pos()), s.does, s.instead}})
	}
}

// pauses reports whether the loop waits for something, and so does not turn
// fast; or calls testing or time functions, and so measures.
func pauses(info *types.Info, loop inspector.Cursor) bool {
	if rng, ok := loop.Node().(*ast.RangeStmt); ok {
		if t := info.TypeOf(rng.X); t != nil {
			if _, ok := t.Underlying().(*types.Chan); ok {
				return true
			}
		}
	}
	for cur := range loop.Preorder((*ast.SelectStmt)(nil), (*ast.UnaryExpr)(nil), (*ast.CallExpr)(nil)) {
		switch n := cur.Node().(type) {
		case *ast.SelectStmt:
			return true
		case *ast.UnaryExpr:
			if n.Op == token.ARROW {
				return true
			}
		case *ast.CallExpr:
			fn := typeutil.Callee(info, n)
			if fn == nil {
				continue
			}
			if pkg := fn.Pkg(); pkg != nil && (pkg.Path() == "time" || pkg.Path() == "testing") || fn.Name() == "Wait" || fn.Name() == "Sleep" {
				return true
			}
		}
	}
	return false
}

// conditional reports whether an if or a case stands around the call.
func conditional(call, fn inspector.Cursor) bool {
	for cur := range call.Enclosing((*ast.IfStmt)(nil), (*ast.CaseClause)(nil), (*ast.CommClause)(nil), (*ast.FuncDecl)(nil), (*ast.FuncLit)(nil)) {
		return cur != fn
	}
	return false
}

// handsOn returns the call of another handler in the function.
func handsOn(info *types.Info, fn inspector.Cursor) *ast.CallExpr {
	for cur := range fn.Preorder((*ast.CallExpr)(nil)) {
		call := cur.Node().(*ast.CallExpr)
		callee, ok := typeutil.Callee(info, call).(*types.Func)
		if ok && callee.Name() == "ServeHTTP" && len(call.Args) == 2 {
			return call
		}
	}
	return nil
}

// nothingElse reports whether the loop is there for these calls: it calls package runtime, and asks at most whether to
// stop. Whoever writes that wants several collections, such as one more for what finalizers have let go.
func nothingElse(info *types.Info, loop inspector.Cursor) bool {
	for cur := range loop.Children() {
		body, ok := cur.Node().(*ast.BlockStmt)
		if ok {
			return !slices.ContainsFunc(body.List, func(s ast.Stmt) bool { return !ofRuntime(info, s) && !stopsLoop(s) })
		}
	}
	return false
}

// untilEnough reports whether the loop ends as soon as a call says so: it collects until there is enough memory.
func untilEnough(loop inspector.Cursor) bool {
	fn := vars.Func(loop)
	for cur := range loop.Preorder((*ast.IfStmt)(nil)) {
		n := cur.Node().(*ast.IfStmt)
		if vars.Func(cur) == fn && stopsLoop(n) && asks(n.Cond) {
			return true
		}
	}
	return false
}

// asks recognizes f() and !f().
func asks(cond ast.Expr) bool {
	cond = ast.Unparen(cond)
	if not, ok := cond.(*ast.UnaryExpr); ok && not.Op == token.NOT {
		cond = ast.Unparen(not.X)
	}
	_, ok := cond.(*ast.CallExpr)
	return ok
}

// ofRuntime recognizes a call of package runtime or runtime/debug.
func ofRuntime(info *types.Info, s ast.Stmt) bool {
	e, ok := s.(*ast.ExprStmt)
	if !ok {
		return false
	}
	call, ok := ast.Unparen(e.X).(*ast.CallExpr)
	if !ok {
		return false
	}
	fn := typeutil.StaticCallee(info, call)
	return fn != nil && fn.Pkg() != nil && (fn.Pkg().Path() == "runtime" || fn.Pkg().Path() == "runtime/debug")
}

// stopsLoop recognizes if done() { break }.
func stopsLoop(s ast.Stmt) bool {
	n, ok := s.(*ast.IfStmt)
	if !ok || n.Else != nil || len(n.Body.List) != 1 {
		return false
	}
	switch s := n.Body.List[0].(type) {
	case *ast.BranchStmt:
		return s.Tok == token.BREAK
	case *ast.ReturnStmt:
		return true
	}
	return false
}
