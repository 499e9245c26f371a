package errlost

import (
	"go/ast"

	"golang.org/x/tools/go/ast/inspector"

	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/vars"
)

// unsetResult reports a named result that the function returns as it was, while a
// function literal in it sets another variable of that name.
func unsetResult(pass *report.Pass, fn inspector.Cursor, typ *ast.FuncType, body *ast.BlockStmt) {
	if typ.Results == nil || body == nil {
		return
	}
	for _, field := range typ.Results.List {
		for _, name := range field.Names {
			v := errorOf(pass.TypesInfo, name)
			if v == nil {
				continue
			}
			ret := unsetReturn(fn)
			if ret == nil {
				return
			}
			for use := range vars.Uses(pass.TypesInfo, fn, v) {
				if use.Kind != vars.Read {
					return
				}
			}
			if inner := shadow(pass.TypesInfo, fn, v); inner != nil && inner.Pos() < ret.Pos() {
				pass.Report(report.Finding{At: ret, Kind: shadowed, Args: []any{v.Name(), pass.Line(ret.Pos(), inner.Pos())}})
			}
		}
	}
}

// unsetReturn is the last return statement of the function, if none of them gives a value.
func unsetReturn(fn inspector.Cursor) (last *ast.ReturnStmt) {
	for cur := range fn.Preorder((*ast.ReturnStmt)(nil)) {
		if vars.Func(cur) != fn {
			continue
		}
		ret := cur.Node().(*ast.ReturnStmt)
		if len(ret.Results) > 0 {
			return nil
		}
		last = ret
	}
	return last
}
