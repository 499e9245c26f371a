package baretime

import (
	_ "embed"
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/gocorelint/gocorelint/analyzers/internal/expr"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

var (
	timeout = &report.Kind{ID: "no-unit",
		Format: "%s gets %s nanoseconds, as a number without a unit counts them, and that time is over at once; write %s * time.Second, or the unit that is meant"}
	deadline = &report.Kind{ID: "no-unit-deadline",
		Format: "this deadline is %s nanoseconds away, as a number without a unit counts them, and has passed when %s returns; write %s * time.Second, or the unit that is meant"}
	lost = &report.Kind{ID: "unit-lost",
		Format: "%s takes %s for nanoseconds, and that time is over at once; write %s"}
	bare = &report.Kind{ID: "no-unit-own",
		Format: "%s gets %s without a unit, which %s takes for nanoseconds (%s): that time is over at once; write the unit, such as time.Second"}
)

// Analyzer is the check with its default settings.
var Analyzer = New()

// New makes the check.
func New() *analysis.Analyzer {
	return report.Check{
		Name:     "baretime",
		DocFile:  doc,
		Kinds:    []*report.Kind{timeout, deadline, lost, bare},
		Requires: []*analysis.Analyzer{inspect.Analyzer},
		Run:      run,
	}.New()
}

// packages are those whose durations are times to wait.
var packages = []string{
	"context", "crypto/tls", "database/sql", "flag", "net", "net/http", "net/http/httputil", "os/exec", "time",
}

// Numbers from least to most are reported: 0 and 1 mean "at once", and a hundred
// microseconds may be meant.
const (
	least = 2
	most  = 9_999
)

func run(pass *report.Pass) {
	if !pass.Imports(packages...) {
		return
	}
	c := &checker{pass}
	root := pass.ResultOf[inspect.Analyzer].(*inspector.Inspector).Root()
	for cur := range root.Preorder((*ast.BasicLit)(nil), (*ast.Ident)(nil)) {
		e := cur.Node().(ast.Expr)
		if pass.TypesInfo.Types[e].Value == nil || pass.InTest(e.Pos()) {
			continue
		}
		if whole, ok := c.number(cur); ok {
			c.place(whole)
		}
	}
	c.own(root)
}

type checker struct{ *report.Pass }

func isDuration(t types.Type) bool { return t != nil && isOf(t, "Duration") }

// isOf reports whether a type is the one of package time with the name.
func isOf(t types.Type, name string) bool {
	named, ok := types.Unalias(t).(*types.Named)
	return ok && named.Obj().Name() == name && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == "time"
}

// number returns the largest constant expression around a part of it, if
// its value is of a suspicious size and no part of it has a unit.
func (c *checker) number(part inspector.Cursor) (whole inspector.Cursor, ok bool) {
	whole = part
	for {
		up, isExpr := whole.Parent().Node().(ast.Expr)
		if !isExpr || c.TypesInfo.Types[up].Value == nil {
			break
		}
		whole = whole.Parent()
	}
	e := whole.Node().(ast.Expr)
	n, ok := expr.Int(c.TypesInfo, e)
	return whole, ok && least <= n && n <= most && isDuration(c.TypesInfo.TypeOf(e)) && c.isBare(e)
}

// isBare reports whether an expression is made of numbers and names of numbers only.
func (c *checker) isBare(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.BasicLit:
		return e.Kind == token.INT
	case *ast.ParenExpr:
		return c.isBare(e.X)
	case *ast.BinaryExpr:
		return c.isBare(e.X) && c.isBare(e.Y)
	case *ast.Ident:
		k, ok := c.TypesInfo.Uses[e].(*types.Const)
		return ok && types.Identical(k.Type(), types.Typ[types.UntypedInt])
	}
	return false
}

// place looks at what gets the number.
func (c *checker) place(number inspector.Cursor) {
	kind, i := number.ParentEdge()
	switch parent := number.Parent().Node().(type) {
	case *ast.CallExpr:
		if kind == edge.CallExpr_Args {
			c.argument(number, parent, i)
		}
	case *ast.KeyValueExpr:
		if key, ok := parent.Key.(*ast.Ident); ok && kind == edge.KeyValueExpr_Value {
			c.field(number, key)
		}
	case *ast.AssignStmt:
		if kind == edge.AssignStmt_Rhs && len(parent.Lhs) == len(parent.Rhs) && parent.Tok == token.ASSIGN {
			if sel, ok := ast.Unparen(parent.Lhs[i]).(*ast.SelectorExpr); ok {
				c.field(number, sel.Sel)
			}
		}
	}
}

func (c *checker) argument(number inspector.Cursor, call *ast.CallExpr, i int) {
	fn, ok := typeutil.Callee(c.TypesInfo, call).(*types.Func)
	if !ok || fn.Pkg() == nil || !slices.Contains(packages, fn.Pkg().Path()) {
		return
	}
	params := fn.Origin().Signature().Params()
	if i >= params.Len() || !isDuration(params.At(i).Type()) {
		return
	}
	recv := fn.Signature().Recv()
	switch {
	case know.Is(fn, "time.Sleep"):
		return // SA1004
	case know.Is(fn, "(time.Time).Add"):
		c.deadline(number)
		return
	case recv != nil && (isOf(recv.Type(), "Time") || isOf(recv.Type(), "Duration")):
		return // to round to
	}
	name := fn.Name()
	if recv == nil {
		name = fn.Pkg().Name() + "." + name
	}
	text := c.text(number)
	c.Report(report.Finding{At: number.Node(), Kind: timeout, Args: []any{name, text, text}})
}

// deadline reports the number in f(time.Now().Add(5)), where f sets a deadline.
func (c *checker) deadline(number inspector.Cursor) {
	add := number.Parent()
	if add.ParentEdgeKind() != edge.CallExpr_Args {
		return
	}
	fn, ok := typeutil.Callee(c.TypesInfo, add.Parent().Node().(*ast.CallExpr)).(*types.Func)
	if !ok {
		return
	}
	switch fn.Name() {
	case "SetDeadline", "SetReadDeadline", "SetWriteDeadline":
		if s := fn.Signature(); s.Recv() == nil || s.Params().Len() != 1 {
			return
		}
	default:
		if name := know.Name(fn); name != "context.WithDeadline" && name != "context.WithDeadlineCause" {
			return
		}
	}
	text := c.text(number)
	c.Report(report.Finding{At: number.Node(), Kind: deadline, Args: []any{text, fn.Name(), text}})
}

// field reports a number that a field of a struct of the standard library gets.
func (c *checker) field(number inspector.Cursor, name *ast.Ident) {
	f, ok := c.TypesInfo.Uses[name].(*types.Var)
	if !ok || !f.IsField() || f.Pkg() == nil || !slices.Contains(packages, f.Pkg().Path()) {
		return
	}
	text := c.text(number)
	c.Report(report.Finding{At: number.Node(), Kind: timeout, Args: []any{"the field " + f.Name(), text, text}})
}

func (c *checker) text(number inspector.Cursor) string {
	return types.ExprString(number.Node().(ast.Expr))
}
