package cutrune

import (
	_ "embed"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/vars"
)

//go:embed doc.go
var doc string

var cut = &report.Kind{ID: "cut",
	Format: "%s may end inside of a character, and the text is no valid UTF-8 then: %s counts bytes; cut it by strings.ToValidUTF8(%[1]s, \"\") or by runes"}

// Analyzer is the check with its default settings.
var Analyzer = New()

// New makes the check.
func New() *analysis.Analyzer {
	return report.Check{
		Name:     "cutrune",
		DocFile:  doc,
		Kinds:    []*report.Kind{cut, single},
		Requires: []*analysis.Analyzer{inspect.Analyzer},
		Run:      run,
	}.New()
}

func run(pass *report.Pass) {
	for cur := range pass.ResultOf[inspect.Analyzer].(*inspector.Inspector).Root().Preorder((*ast.SliceExpr)(nil), (*ast.CallExpr)(nil)) {
		n, ok := cur.Node().(*ast.SliceExpr)
		if !ok {
			checkByte(pass, cur)
			continue
		}
		if n.High == nil || n.Low != nil || n.Slice3 || !isText(pass.TypesInfo.TypeOf(n.X)) || !beforeEllipsis(pass.TypesInfo, cur) {
			continue
		}
		fn := vars.Func(cur)
		if inPanic(pass.TypesInfo, cur) {
			continue // what its author reads
		}
		if !fn.Valid() || !isLimit(pass.TypesInfo, fn, n.High, 0) || isASCII(pass.TypesInfo, fn, n.X) || knowsRunes(pass.TypesInfo, fn) {
			continue
		}
		f := report.Finding{At: n, Kind: cut, Args: []any{types.ExprString(n), types.ExprString(n.High)}}
		if pass.Imports("strings") && importsAs(pass.TypesInfo, cur, "strings") {
			f.Fixes = []analysis.SuggestedFix{{
				Message: "Leave out the rest of the character",
				TextEdits: []analysis.TextEdit{
					{Pos: n.Pos(), End: n.Pos(), NewText: []byte("strings.ToValidUTF8(")},
					{Pos: n.End(), End: n.End(), NewText: []byte(`, "")`)},
				},
			}}
		}
		pass.Report(f)
	}
}

func isText(t types.Type) bool {
	if t == nil {
		return false
	}
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsString != 0
}

// beforeEllipsis reports whether "..." or "…" is added to the expression.
func beforeEllipsis(info *types.Info, cur inspector.Cursor) bool {
	for cur.ParentEdgeKind() == edge.ParenExpr_X || cur.ParentEdgeKind() == edge.BinaryExpr_Y {
		cur = cur.Parent() // the last operand of what is on the left
	}
	if cur.ParentEdgeKind() != edge.BinaryExpr_X {
		return false
	}
	sum := cur.Parent().Node().(*ast.BinaryExpr)
	tv := info.Types[sum.Y]
	if sum.Op != token.ADD || tv.Value == nil || tv.Value.Kind() != constant.String {
		return false
	}
	text := strings.TrimLeft(constant.StringVal(tv.Value), " ")
	return strings.HasPrefix(text, "...") || strings.HasPrefix(text, "…")
}

// inPanic reports whether the text is an argument of panic.
func inPanic(info *types.Info, cur inspector.Cursor) bool {
	for call := range cur.Enclosing((*ast.CallExpr)(nil)) {
		id, ok := call.Node().(*ast.CallExpr).Fun.(*ast.Ident)
		return ok && info.Uses[id] == types.Universe.Lookup("panic")
	}
	return false
}

// isLimit reports whether the number has nothing to do with the text.
func isLimit(info *types.Info, fn inspector.Cursor, e ast.Expr, depth int) bool {
	if info.Types[e].Value != nil {
		return true
	}
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		v := vars.Of(info, e)
		return v != nil && depth < 5 && (isParam(info, fn, v) || isLimit(info, fn, initOf(info, fn, v), depth+1))
	case *ast.SelectorExpr:
		sel := info.Selections[e]
		return sel != nil && sel.Kind() == types.FieldVal
	case *ast.BinaryExpr:
		return isLimit(info, fn, e.X, depth) && isLimit(info, fn, e.Y, depth)
	}
	return false
}

// isParam reports whether the variable is a parameter that keeps its value.
func isParam(info *types.Info, fn inspector.Cursor, v *types.Var) bool {
	typ, _ := vars.Signature(fn)
	return typ.Params != nil && typ.Params.Pos() <= v.Pos() && v.Pos() < typ.Params.End() && keeps(info, fn, v)
}

// initOf is what the variable is declared with, if it keeps that.
func initOf(info *types.Info, fn inspector.Cursor, v *types.Var) ast.Expr {
	if !keeps(info, fn, v) {
		return nil
	}
	for cur := range fn.Preorder((*ast.AssignStmt)(nil)) {
		s := cur.Node().(*ast.AssignStmt)
		for i, l := range s.Lhs {
			if id, ok := l.(*ast.Ident); ok && info.Defs[id] == v && len(s.Lhs) == len(s.Rhs) {
				return s.Rhs[i]
			}
		}
	}
	return nil
}

func keeps(info *types.Info, fn inspector.Cursor, v *types.Var) bool {
	for use := range vars.Uses(info, fn, v) {
		if use.Kind != vars.Read {
			return false
		}
	}
	return true
}

// isASCII knows texts that are made of digits and letters only.
func isASCII(info *types.Info, fn inspector.Cursor, e ast.Expr) bool {
	if v := vars.Of(info, e); v != nil {
		if e = initOf(info, fn, v); e == nil {
			return false
		}
	}
	call, ok := ast.Unparen(e).(*ast.CallExpr)
	if !ok {
		return false
	}
	callee := typeutil.StaticCallee(info, call)
	if callee == nil || callee.Pkg() == nil {
		return false
	}
	switch callee.Pkg().Path() {
	case "encoding/hex", "encoding/base64", "encoding/base32", "strconv":
		return true
	case "fmt":
		if callee.Name() != "Sprintf" || len(call.Args) == 0 {
			return false
		}
		format := info.Types[call.Args[0]].Value
		return format != nil && format.Kind() == constant.String && strings.HasPrefix(constant.StringVal(format), "%x")
	}
	return false
}

// knowsRunes reports whether the function looks at characters.
func knowsRunes(info *types.Info, fn inspector.Cursor) bool {
	for cur := range fn.Preorder((*ast.Ident)(nil)) {
		id := cur.Node().(*ast.Ident)
		if obj := info.Uses[id]; obj != nil && (obj.Pkg() != nil && strings.HasPrefix(obj.Pkg().Path(), "unicode") || obj == types.Universe.Lookup("rune")) {
			return true
		}
	}
	return false
}

// importsAs reports whether the file imports the package by its name.
func importsAs(info *types.Info, cur inspector.Cursor, path string) bool {
	for file := range cur.Enclosing((*ast.File)(nil)) {
		for _, spec := range file.Node().(*ast.File).Imports {
			if spec.Path.Value == `"`+path+`"` && spec.Name == nil {
				return true
			}
		}
	}
	return false
}
