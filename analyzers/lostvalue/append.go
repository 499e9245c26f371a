package lostvalue

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/gocorelint/gocorelint/analyzers/internal/expr"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/vars"
)

var appended = &report.Kind{ID: "append",
	Format: "the caller's slice stays as long as it was: %s is a copy of its pointer and length, and nothing but %s uses it; return %[1]s, or take a pointer to it"}

// lookAppend judges an append to a parameter. Where the value is never used at all
// staticcheck (SA4006) finds it.
func lookAppend(pass *report.Pass, root, cur inspector.Cursor, stmt *ast.AssignStmt, seen map[*types.Var]bool) {
	v := appendsTo(pass.TypesInfo, stmt)
	if v == nil || seen[v] || v.Kind() != types.ParamVar {
		return
	}
	seen[v] = true
	decl, ok := vars.Func(cur).Node().(*ast.FuncDecl)
	if !ok || decl.Body == nil {
		return
	}
	fn, ok := pass.TypesInfo.Defs[decl.Name].(*types.Func)
	if !ok {
		return
	}
	params := slices.Collect(fn.Signature().Params().Variables())
	index := slices.Index(params, v)
	if index < 0 || fn.Signature().Variadic() && index == len(params)-1 {
		return
	}
	inLoop, recursive := false, false
	for use := range vars.Uses(pass.TypesInfo, vars.Func(cur), v) {
		switch {
		case use.Func() != vars.Func(cur):
			return
		case use.Kind == vars.Set:
			s, ok := use.At.Parent().Node().(*ast.AssignStmt)
			if !ok || appendsTo(pass.TypesInfo, s) != v {
				return
			}
			inLoop = inLoop || loops(use.At)
		case use.Kind == vars.Read && use.At.ParentEdgeKind() == edge.CallExpr_Args:
			call := use.At.Parent().Node().(*ast.CallExpr)
			switch {
			case expr.Builtin(pass.TypesInfo, call) == "append":
				s, ok := use.At.Parent().Parent().Node().(*ast.AssignStmt)
				if !ok || appendsTo(pass.TypesInfo, s) != v || call.Args[0] != use.At.Node() {
					return
				}
			case calls(pass.TypesInfo, call, fn) && call.Args[index] == use.At.Node():
				recursive = true
			default:
				return
			}
		default:
			return
		}
	}
	if !inLoop && !recursive || hasRoom(pass.TypesInfo, root, fn, index) {
		return
	}
	users := "append"
	if recursive {
		users = "append and " + fn.Name() + " itself"
	}
	pass.Report(report.Finding{At: stmt.Lhs[0], Kind: appended, Args: []any{v.Name(), users}})
}

// appendsTo returns the variable s of the statement s = append(s, …).
func appendsTo(info *types.Info, stmt *ast.AssignStmt) *types.Var {
	if stmt.Tok != token.ASSIGN || len(stmt.Lhs) != 1 || len(stmt.Rhs) != 1 {
		return nil
	}
	call, ok := ast.Unparen(stmt.Rhs[0]).(*ast.CallExpr)
	if !ok || expr.Builtin(info, call) != "append" || len(call.Args) < 2 {
		return nil
	}
	v := vars.Of(info, stmt.Lhs[0])
	if v == nil || vars.Of(info, call.Args[0]) != v {
		return nil
	}
	return v
}

// loops reports whether the place is in a loop of its function.
func loops(at inspector.Cursor) bool {
	for outer := range at.Enclosing((*ast.ForStmt)(nil), (*ast.RangeStmt)(nil), (*ast.FuncLit)(nil), (*ast.FuncDecl)(nil)) {
		switch outer.Node().(type) {
		case *ast.ForStmt, *ast.RangeStmt:
			return true
		}
		return false
	}
	return false
}

func calls(info *types.Info, call *ast.CallExpr, fn *types.Func) bool {
	callee := typeutil.StaticCallee(info, call)
	return callee != nil && callee.Origin() == fn && len(call.Args) == fn.Signature().Params().Len()
}

// hasRoom reports whether a call gives a part of a slice, which may look at
// what is behind its end afterwards.
func hasRoom(info *types.Info, root inspector.Cursor, fn *types.Func, index int) bool {
	for cur := range root.Preorder((*ast.CallExpr)(nil)) {
		call := cur.Node().(*ast.CallExpr)
		if !calls(info, call, fn) {
			continue
		}
		if _, ok := ast.Unparen(call.Args[index]).(*ast.SliceExpr); ok {
			return true
		}
	}
	return false
}
