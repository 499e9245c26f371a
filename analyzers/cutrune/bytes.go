package cutrune

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/gocorelint/gocorelint/analyzers/internal/expr"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/vars"
)

var single = &report.Kind{ID: "byte",
	Format: "%s is one byte of the text, and %s takes it for a character: of \"ä\" it sees U+00C3 and U+00A4; range over the text, or use utf8.DecodeRuneInString"}

// checkByte looks at unicode.IsUpper(rune(s[i])) and string(s[i]).
func checkByte(pass *report.Pass, cur inspector.Cursor) {
	call := cur.Node().(*ast.CallExpr)
	if len(call.Args) != 1 {
		return
	}
	index := byteOf(pass.TypesInfo, call)
	if index == nil {
		return
	}
	if cmp, ok := cur.Parent().Node().(*ast.BinaryExpr); ok && (cmp.Op == token.EQL || cmp.Op == token.NEQ) {
		return // a part of a character is equal to no text that is one
	}
	fn := vars.Func(cur)
	if !fn.Valid() || isASCII(pass.TypesInfo, fn, index.X) || inPanic(pass.TypesInfo, cur) || comparesASCII(pass.TypesInfo, fn) {
		return
	}
	if !asksForCase(pass.TypesInfo, call) && !isCounter(pass.TypesInfo, cur, index.Index) && !isLast(pass.TypesInfo, index) {
		return // the first byte of a character is no space, and often a letter where the character is one
	}
	pass.Report(report.Finding{At: call, Kind: single, Args: []any{types.ExprString(index), types.ExprString(call.Fun)}})
}

// asksForCase recognizes the functions that are wrong for the first byte of any character
// of two bytes: all of these bytes are letters with a case.
func asksForCase(info *types.Info, call *ast.CallExpr) bool {
	fn := typeutil.StaticCallee(info, call)
	if fn == nil {
		return false
	}
	switch fn.Name() {
	case "IsUpper", "IsLower", "IsTitle", "ToUpper", "ToLower", "ToTitle":
		return true
	}
	return false
}

// isLast recognizes s[len(s)-1], which may be the last byte of a character.
func isLast(info *types.Info, index *ast.IndexExpr) bool {
	b, ok := ast.Unparen(index.Index).(*ast.BinaryExpr)
	if !ok {
		return false
	}
	call, ok := ast.Unparen(b.X).(*ast.CallExpr)
	return ok && expr.Builtin(info, call) == "len" && expr.Same(info, call.Args[0], index.X)
}

// byteOf is s[i], of a string that is no constant, in a call that takes it for a
// character.
func byteOf(info *types.Info, call *ast.CallExpr) *ast.IndexExpr {
	arg := ast.Unparen(call.Args[0])
	if tv := info.Types[call.Fun]; tv.IsType() {
		if b, ok := tv.Type.(*types.Basic); !ok || b.Kind() != types.String {
			return nil
		}
	} else {
		fn := typeutil.StaticCallee(info, call)
		if fn == nil || fn.Pkg() == nil || fn.Pkg().Path() != "unicode" || fn.Name() == "IsDigit" {
			return nil // no byte from 128 on is a digit
		}
		conv, ok := arg.(*ast.CallExpr)
		if !ok || !info.Types[conv.Fun].IsType() || len(conv.Args) != 1 {
			return nil
		}
		arg = ast.Unparen(conv.Args[0])
	}
	index, ok := arg.(*ast.IndexExpr)
	if !ok || !isText(info.TypeOf(index.X)) || info.Types[index.X].Value != nil {
		return nil
	}
	return index
}

// isCounter reports whether the index goes through the text: the variable of a loop around
// it that counts.
func isCounter(info *types.Info, cur inspector.Cursor, e ast.Expr) bool {
	v := vars.Of(info, e)
	if v == nil {
		return false
	}
	for loop := range cur.Enclosing((*ast.ForStmt)(nil), (*ast.RangeStmt)(nil)) {
		switch n := loop.Node().(type) {
		case *ast.ForStmt:
			if inc, ok := n.Post.(*ast.IncDecStmt); ok && vars.Of(info, inc.X) == v {
				return true
			}
		case *ast.RangeStmt: // over a number: over a text it is the beginning of a character
			if b, ok := info.TypeOf(n.X).Underlying().(*types.Basic); ok && b.Info()&types.IsInteger != 0 && n.Key != nil && vars.Of(info, n.Key) == v {
				return true
			}
		}
	}
	return false
}

// comparesASCII reports whether the function looks for characters of more than one
// byte: it uses unicode/utf8, or compares with 127 or 128.
func comparesASCII(info *types.Info, fn inspector.Cursor) bool {
	for cur := range fn.Preorder((*ast.Ident)(nil), (*ast.BasicLit)(nil), (*ast.ArrayType)(nil)) {
		switch n := cur.Node().(type) {
		case *ast.Ident:
			obj := info.Uses[n]
			if obj != nil && obj.Pkg() != nil && (obj.Pkg().Path() == "unicode/utf8" || obj.Pkg().Path() == "unicode" && obj.Name() == "MaxASCII") {
				return true
			}
		case *ast.BasicLit:
			if v := info.Types[n].Value; v != nil && v.Kind() == constant.Int && isCompared(cur) {
				if i, ok := constant.Int64Val(v); ok && (i == 127 || i == 128) {
					return true
				}
			}
		case *ast.ArrayType: // []rune
			if id, ok := n.Elt.(*ast.Ident); ok && info.Uses[id] == types.Universe.Lookup("rune") {
				return true
			}
		}
	}
	return false
}

func isCompared(cur inspector.Cursor) bool {
	return cur.ParentEdgeKind() == edge.BinaryExpr_X || cur.ParentEdgeKind() == edge.BinaryExpr_Y
}
