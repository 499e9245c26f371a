package errtext

import (
	_ "embed"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

var (
	equal = &report.Kind{ID: "equal-text",
		Format: "%s is missed as soon as its text says more, as errors of package net do and wrapped ones: use errors.Is(%s, %s)"}
	part = &report.Kind{ID: "part-of-text",
		Format: "every error with these words is taken for %s, also one that quotes them: use errors.Is(%s, %s)"}
)

// Analyzer is the check with its default settings.
var Analyzer = New()

// New makes the check.
func New() *analysis.Analyzer {
	return report.Check{
		Name:     "errtext",
		DocFile:  doc,
		Kinds:    []*report.Kind{equal, part},
		Requires: []*analysis.Analyzer{inspect.Analyzer},
		Run:      run,
	}.New()
}

// A sentinel is an exported error of the standard library.
type sentinel struct {
	pkg, name string
	// travels says that servers send the text to their clients, so that it may
	// be all that is left of the error.
	travels bool
	// short says that the text is part of those of other errors as well.
	short bool
}

func (s sentinel) String() string { return s.pkg[strings.LastIndexByte(s.pkg, '/')+1:] + "." + s.name }

// sentinels has the texts that no other error has. The ones of the system
// ("broken pipe") are left out: which constant they belong to depends on it.
var sentinels = map[string]sentinel{
	"EOF":                              {pkg: "io", name: "EOF", travels: true, short: true},
	"unexpected EOF":                   {pkg: "io", name: "ErrUnexpectedEOF", travels: true},
	"io: read/write on closed pipe":    {pkg: "io", name: "ErrClosedPipe"},
	"context canceled":                 {pkg: "context", name: "Canceled", travels: true},
	"context deadline exceeded":        {pkg: "context", name: "DeadlineExceeded", travels: true},
	"use of closed network connection": {pkg: "net", name: "ErrClosed"},
	"file already closed":              {pkg: "os", name: "ErrClosed"},
	"http: Server closed":              {pkg: "net/http", name: "ErrServerClosed"},
	"sql: no rows in result set":       {pkg: "database/sql", name: "ErrNoRows"},
}

func run(pass *report.Pass) {
	remote := false // errors may come as texts from another process
	for _, imp := range pass.Pkg.Imports() {
		remote = remote || strings.Contains(imp.Path(), "rpc")
	}
	judge := func(at inspector.Cursor, kind *report.Kind, text, words ast.Expr) {
		err := errorOf(pass.TypesInfo, text)
		s, ok := sentinels[strings.TrimLeft(constantOf(pass.TypesInfo, words), ": ")]
		if err == nil || !ok || s.travels && remote || s.short && kind == part || forTests(at) || tested(pass.TypesInfo, at, s) {
			return
		}
		pass.Report(report.Finding{At: at.Node(), Kind: kind, Args: []any{s, types.ExprString(err), s}})
	}
	root := pass.ResultOf[inspect.Analyzer].(*inspector.Inspector).Root()
	for cur := range root.Preorder((*ast.BinaryExpr)(nil), (*ast.CallExpr)(nil), (*ast.SwitchStmt)(nil)) {
		switch n := cur.Node().(type) {
		case *ast.BinaryExpr:
			if n.Op == token.EQL || n.Op == token.NEQ {
				judge(cur, equal, n.X, n.Y)
				judge(cur, equal, n.Y, n.X)
			}
		case *ast.CallExpr:
			if len(n.Args) == 2 && searches(pass.TypesInfo, n) {
				judge(cur, part, n.Args[0], n.Args[1])
			}
		case *ast.SwitchStmt:
			if n.Tag == nil || errorOf(pass.TypesInfo, n.Tag) == nil {
				continue
			}
			for clause := range cur.Preorder((*ast.CaseClause)(nil)) {
				for i := range clause.Node().(*ast.CaseClause).List {
					e := clause.Node().(*ast.CaseClause).List[i]
					if at, ok := clause.FindNode(e); ok && clause.Parent().Parent() == cur {
						judge(at, equal, n.Tag, e)
					}
				}
			}
		}
	}
}

// searches reports whether the call asks for a part of a string.
func searches(info *types.Info, call *ast.CallExpr) bool {
	sel, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return false
	}
	switch sel.Sel.Name { // names first: they are cheap
	case "Contains", "HasPrefix", "HasSuffix":
		fn := typeutil.StaticCallee(info, call)
		return fn != nil && fn.Pkg() != nil && fn.Pkg().Path() == "strings"
	}
	return false
}

// errorOf returns err of a call err.Error(), where err is of type error.
func errorOf(info *types.Info, text ast.Expr) ast.Expr {
	call, ok := ast.Unparen(text).(*ast.CallExpr)
	if !ok || len(call.Args) != 0 {
		return nil
	}
	sel, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || sel.Sel.Name != "Error" {
		return nil
	}
	if t := info.TypeOf(sel.X); t == nil || !types.Identical(t, types.Universe.Lookup("error").Type()) {
		return nil
	}
	return ast.Unparen(sel.X)
}

func constantOf(info *types.Info, e ast.Expr) string {
	if v := info.Types[e].Value; v != nil && v.Kind() == constant.String {
		return constant.StringVal(v)
	}
	return ""
}

// forTests reports whether the file imports testing: what helps tests may ask
// for texts, whatever makes them.
func forTests(at inspector.Cursor) bool {
	for file := range at.Enclosing((*ast.File)(nil)) {
		for _, imp := range file.Node().(*ast.File).Imports {
			if imp.Path.Value == `"testing"` {
				return true
			}
		}
	}
	return false
}

// tested reports whether the condition, or the switch statement, asks for the
// sentinel as well: who does so knows why that is not enough.
func tested(info *types.Info, at inspector.Cursor, s sentinel) bool {
	for at.Parent().Node() != nil {
		switch at.Parent().Node().(type) {
		case *ast.BinaryExpr, *ast.ParenExpr, *ast.UnaryExpr, *ast.CaseClause:
			at = at.Parent()
			continue
		}
		break
	}
	if _, ok := at.Node().(*ast.CaseClause); ok {
		at = at.Parent()
	}
	for cur := range at.Preorder((*ast.Ident)(nil)) {
		if obj := info.Uses[cur.Node().(*ast.Ident)]; obj != nil && obj.Name() == s.name {
			return true
		}
	}
	return false
}
