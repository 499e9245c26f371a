package prealloc

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

// cheap reports whether an iteration does so little that the growth matters:
// no waiting, no unknown calls, no loops that are longer than the growth.
func cheap(pass *report.Pass, body ast.Node) bool {
	ok := true
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			ok = ok && cheapCall(pass, n)
		case *ast.UnaryExpr:
			ok = ok && n.Op != token.ARROW
		case *ast.FuncLit:
			return false // to make one is cheap
		case *ast.ForStmt, *ast.RangeStmt:
			ok = false
		}
		return ok
	})
	return ok
}

func cheapCall(pass *report.Pass, call *ast.CallExpr) bool {
	if pass.TypesInfo.Types[call.Fun].IsType() {
		return true
	}
	switch fn := typeutil.Callee(pass.TypesInfo, call).(type) {
	case *types.Builtin:
		return true
	case *types.Func:
		if fn.Pkg() == nil || cheapPackages[fn.Pkg().Path()] {
			return true
		}
		return isGetter(fn) || fn.Pkg() == pass.Pkg && isShort(pass, fn)
	}
	return false // a function value
}

// toldToPeople reports whether the statements print, or end in an error that is
// made there: then the growth is the least of the work, or happens rarely.
func toldToPeople(info *types.Info, list []ast.Stmt) bool {
	if ret, ok := list[len(list)-1].(*ast.ReturnStmt); ok && len(ret.Results) > 0 {
		call, ok := ret.Results[len(ret.Results)-1].(*ast.CallExpr)
		if ok && types.Identical(info.TypeOf(call), types.Universe.Lookup("error").Type()) {
			fn, _ := typeutil.Callee(info, call).(*types.Func)
			if fn != nil && (know.Is(fn, "fmt.Errorf") || know.Is(fn, "errors.New")) {
				return true
			}
		}
	}
	found := false
	for _, stmt := range list {
		ast.Inspect(stmt, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok {
				fn, _ := typeutil.Callee(info, call).(*types.Func)
				found = found || fn != nil && fn.Pkg() != nil && fn.Pkg().Path() == "fmt" &&
					(strings.HasPrefix(fn.Name(), "Fprint") || strings.HasPrefix(fn.Name(), "Print"))
			}
			return !found
		})
	}
	return found
}

// isGetter recognizes methods x.F() that return one value, other than text
// that is made for each call.
func isGetter(fn *types.Func) bool {
	if fn.Name() == "String" || fn.Name() == "Error" {
		return false
	}
	sig := fn.Signature()
	return sig.Recv() != nil && sig.Params().Len() == 0 && sig.Results().Len() == 1 &&
		!types.Identical(sig.Results().At(0).Type(), types.Universe.Lookup("error").Type())
}

// isShort recognizes functions of the package that do nothing but compute:
// no loops, no calls except builtin functions and conversions and cheap packages.
func isShort(pass *report.Pass, fn *types.Func) bool {
	for _, file := range pass.Files {
		for _, decl := range file.Decls {
			decl, ok := decl.(*ast.FuncDecl)
			if !ok || decl.Body == nil || pass.TypesInfo.Defs[decl.Name] != fn.Origin() {
				continue
			}
			short := true
			ast.Inspect(decl.Body, func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.ForStmt, *ast.RangeStmt, *ast.GoStmt, *ast.SelectStmt, *ast.SendStmt, *ast.DeferStmt:
					short = false
				case *ast.CallExpr:
					callee, _ := typeutil.Callee(pass.TypesInfo, n).(*types.Func)
					if callee != nil && (callee.Pkg() == nil || !cheapPackages[callee.Pkg().Path()]) && !isGetter(callee) {
						short = false
					}
				}
				return short
			})
			return short
		}
	}
	return false
}

// cheapPackages only compute. Package fmt is not among them: where each
// element is formatted, 100 elements cost 106 allocations instead of 101.
var cheapPackages = map[string]bool{
	"bytes": true, "cmp": true, "encoding/binary": true, "encoding/hex": true, "errors": true, "go/ast": true, "go/token": true,
	"go/types": true, "math": true, "math/bits": true, "net/netip": true, "path": true, "path/filepath": true, "reflect": true, "slices": true,
	"strconv": true, "strings": true, "time": true, "unicode": true, "unicode/utf8": true, "unsafe": true,
}
