package readlimit

import (
	_ "embed"
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/gocorelint/gocorelint/analyzers/internal/calls"
	"github.com/gocorelint/gocorelint/analyzers/internal/often"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/vars"
)

//go:embed doc.go
var doc string

var (
	all = &report.Kind{ID: "read-all",
		Format: "this takes as much memory as the client sends: limit the body before, %s.Body = http.MaxBytesReader(w, %s.Body, n)"}
	decoded = &report.Kind{ID: "decoded",
		Format: "a client can send one string of any size, which this keeps in memory: limit the body before, %s.Body = http.MaxBytesReader(w, %s.Body, n)"}
	inflated = &report.Kind{ID: "inflated",
		Format: "a body of a megabyte can inflate to a gigabyte (%s): read it through io.LimitReader, behind the decompression"}
)

// Analyzer is the check with its default settings.
var Analyzer = New()

// New makes the check.
func New() *analysis.Analyzer {
	return report.Check{
		Name:     "readlimit",
		DocFile:  doc,
		Kinds:    []*report.Kind{all, decoded, inflated},
		Requires: []*analysis.Analyzer{calls.Analyzer},
		Run:      run,
	}.New()
}

func run(pass *report.Pass) {
	if !pass.Imports("net/http") {
		return
	}
	index := pass.ResultOf[calls.Analyzer].(*calls.Index)
	if len(index.Of("io.ReadAll", "io/ioutil.ReadAll", "encoding/json.NewDecoder")) == 0 {
		return
	}
	if len(index.Of("net/http.MaxBytesReader", "net/http.MaxBytesHandler", "io.LimitReader", "io.CopyN")) > 0 || namesLimit(pass.TypesInfo) {
		return // who knows of limits has set them where they are due
	}
	judge := func(call calls.Call, kind *report.Kind) {
		if r := bodyOf(pass.TypesInfo, call, call.Args[0]); r != nil {
			pass.Report(report.Finding{At: call.CallExpr, Kind: kind, Args: []any{r.Name(), r.Name()}})
		}
	}
	for _, call := range index.Of("io.ReadAll", "io/ioutil.ReadAll") {
		judge(call, all)
		if maker := inflates(pass.TypesInfo, index, call); maker != nil {
			if r := bodyOf(pass.TypesInfo, *maker, maker.Args[0]); r != nil {
				pass.Report(report.Finding{At: call.CallExpr, Kind: inflated, Args: []any{pass.Line(call.Pos(), maker.Pos())}})
			}
		}
	}
	for _, call := range index.Of("encoding/json.NewDecoder") {
		judge(call, decoded)
	}
}

// namesLimit reports whether the package uses the type io.LimitedReader.
func namesLimit(info *types.Info) bool {
	for _, obj := range info.Uses {
		if obj.Name() == "LimitedReader" && obj.Pkg() != nil && obj.Pkg().Path() == "io" {
			return true
		}
	}
	return false
}

// bodyOf returns the request whose Body the expression is, if it is the
// parameter of a handler: of a function that gets a ResponseWriter as well.
func bodyOf(info *types.Info, call calls.Call, e ast.Expr) *types.Var {
	sel, ok := ast.Unparen(e).(*ast.SelectorExpr)
	if !ok || sel.Sel.Name != "Body" {
		return nil
	}
	r := vars.Of(info, sel.X)
	if r == nil {
		return nil
	}
	for fn := vars.Func(call.Cursor); fn.Valid(); fn = vars.Func(fn) {
		param := often.Request(info, fn)
		if param == nil || often.Response(info, fn) == nil {
			continue
		}
		for _, name := range param.Names {
			if info.Defs[name] == r && !bounded(fn) {
				return r
			}
		}
	}
	return nil
}

// bounded reports whether the function looks at the length that the client has
// announced, of which no more is read, or gives the request another body.
func bounded(fn inspector.Cursor) bool {
	for cur := range fn.Preorder((*ast.SelectorExpr)(nil)) {
		switch cur.Node().(*ast.SelectorExpr).Sel.Name {
		case "ContentLength":
			return true
		case "Body":
			if cur.ParentEdgeKind() == edge.AssignStmt_Lhs {
				return true
			}
		}
	}
	return false
}

// inflates returns the call that has made the decompressing reader which the
// call reads.
func inflates(info *types.Info, index *calls.Index, call calls.Call) *calls.Call {
	v := vars.Of(info, call.Args[0])
	if v == nil {
		return nil
	}
	for _, maker := range index.Of("compress/gzip.NewReader", "compress/zlib.NewReader", "compress/flate.NewReader") {
		if maker.ParentEdgeKind() == edge.AssignStmt_Rhs && vars.Of(info, maker.Parent().Node().(*ast.AssignStmt).Lhs[0]) == v {
			return &maker
		}
	}
	return nil
}
