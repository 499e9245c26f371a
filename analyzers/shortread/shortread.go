package shortread

import (
	_ "embed"
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/gocorelint/gocorelint/analyzers/internal/calls"
	"github.com/gocorelint/gocorelint/analyzers/internal/expr"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/vars"
)

//go:embed doc.go
var doc string

var count = &report.Kind{ID: "count",
	Format: "fewer bytes than %s holds may be read, without an error, and nobody looks at how many: %s uses all of it; call io.ReadFull, or use the part that was read"}

// Analyzer is the check with its default settings.
var Analyzer = New()

// New makes the check.
func New() *analysis.Analyzer {
	return report.Check{
		Name:     "shortread",
		DocFile:  doc,
		Kinds:    []*report.Kind{count},
		Requires: []*analysis.Analyzer{calls.Analyzer},
		Run:      run,
	}.New()
}

// readers are the methods that may fill a part of the buffer
// only, whatever is left. Readers of memory give all that there is, and whoever has one knows how much
// that is; so does an io.SectionReader: a ReadAt that reads less returns an error.
var readers = []string{
	"(*bufio.Reader).Read",
	"(*compress/gzip.Reader).Read",
	"(*crypto/tls.Conn).Read",
	"(*io.LimitedReader).Read",
	"(*io.PipeReader).Read",
	"(*net.conn).Read",
	"(*os.File).Read",
	"(io.Reader).Read",
	"(net.Conn).Read",
}

func run(pass *report.Pass) {
	for _, call := range pass.ResultOf[calls.Analyzer].(*calls.Index).Of(readers...) {
		if len(call.Args) != 1 || !dropsCount(call) || fills(pass.TypesInfo, call.Fun) {
			continue
		}
		buf := bufferOf(pass.TypesInfo, call.Args[0])
		if buf == nil || isFilled(pass.TypesInfo, vars.Func(call.Cursor), call.Args[0], buf) {
			continue
		}
		if use := usedAfter(pass.TypesInfo, call, buf); use != nil {
			pass.Report(report.Finding{At: call, Kind: count, Args: []any{buf.Name(), pass.Line(call.Pos(), use.Pos())}})
		}
	}
}

// dropsCount reports whether nothing gets the number of bytes, and something gets the
// error. Whoever drops both knows the reader: a source of random numbers, or a test.
func dropsCount(call calls.Call) bool {
	if call.ParentEdgeKind() != edge.AssignStmt_Rhs {
		return false
	}
	lhs := call.Parent().Node().(*ast.AssignStmt).Lhs
	return len(lhs) == 2 && isBlank(lhs[0]) && !isBlank(lhs[1])
}

func isBlank(e ast.Expr) bool {
	id, ok := e.(*ast.Ident)
	return ok && id.Name == "_"
}

// fills reports whether the reader is one that gives as much as is asked for.
func fills(info *types.Info, method ast.Expr) bool {
	sel, ok := ast.Unparen(method).(*ast.SelectorExpr)
	if !ok {
		return true
	}
	x, ok := ast.Unparen(sel.X).(*ast.SelectorExpr)
	if !ok {
		return false
	}
	v, ok := info.Uses[x.Sel].(*types.Var)
	return ok && v.Pkg() != nil && v.Pkg().Path() == "crypto/rand"
}

// bufferOf is the local variable b of Read(b), Read(b[:]) or Read(b[i:j]).
func bufferOf(info *types.Info, e ast.Expr) *types.Var {
	if s, ok := ast.Unparen(e).(*ast.SliceExpr); ok {
		e = s.X
	}
	return vars.Of(info, e)
}

// isFilled reports whether the buffer is known to have one byte at most, of which Read
// gives all or nothing, or to be what Peek has shown, which is there.
func isFilled(info *types.Info, fn inspector.Cursor, arg ast.Expr, buf *types.Var) bool {
	if s, ok := ast.Unparen(arg).(*ast.SliceExpr); ok && s.High != nil {
		return isByteOf(info, s)
	}
	switch t := buf.Type().Underlying().(type) {
	case *types.Array:
		return t.Len() <= 1
	case *types.Pointer:
		a, ok := t.Elem().Underlying().(*types.Array)
		return ok && a.Len() <= 1
	}
	for cur := range fn.Preorder((*ast.AssignStmt)(nil), (*ast.ValueSpec)(nil)) {
		var names, values []ast.Expr
		switch n := cur.Node().(type) {
		case *ast.AssignStmt:
			names, values = n.Lhs, n.Rhs
		case *ast.ValueSpec:
			for _, id := range n.Names {
				names = append(names, id)
			}
			values = n.Values
		}
		for i, name := range names {
			if vars.Of(info, name) == buf && i < len(values) && (isByteLong(info, values[i]) || isPeek(info, values[i])) {
				return true
			}
		}
	}
	return false
}

// isByteOf recognizes b[i:j] with j-i of at most 1.
func isByteOf(info *types.Info, s *ast.SliceExpr) bool {
	low, ok := int64(0), true
	if s.Low != nil {
		low, ok = expr.Int(info, s.Low)
	}
	if s.High == nil || !ok {
		return false
	}
	high, ok := expr.Int(info, s.High)
	return ok && high-low <= 1
}

// isByteLong recognizes make([]byte, 1), []byte{0} and b[:1].
func isByteLong(info *types.Info, e ast.Expr) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.CallExpr:
		if len(e.Args) > 1 && expr.Builtin(info, e) == "make" {
			n, ok := expr.Int(info, e.Args[1])
			return ok && n <= 1
		}
	case *ast.CompositeLit:
		return len(e.Elts) <= 1
	case *ast.SliceExpr:
		return isByteOf(info, e)
	}
	return false
}

func isPeek(info *types.Info, e ast.Expr) bool {
	call, ok := ast.Unparen(e).(*ast.CallExpr)
	return ok && know.Is(typeutil.StaticCallee(info, call), "(*bufio.Reader).Peek")
}

// usedAfter finds the first use of the bytes behind the call, in the order of the
// source.
func usedAfter(info *types.Info, call calls.Call, buf *types.Var) ast.Node {
	fn := vars.Func(call.Cursor)
	if !fn.Valid() {
		return nil
	}
	for use := range vars.Uses(info, fn, buf) {
		if use.Pos() < call.End() || otherBranch(call.Cursor, use.At.Node()) {
			continue
		}
		switch {
		case use.Kind == vars.Set:
			return nil
		case use.Kind != vars.Read && use.Kind != vars.Address, isRead(info, use.At), onlyLength(info, use.At):
			continue
		}
		return use.At.Node()
	}
	return nil
}

// otherBranch reports whether the node stands in another case of a switch or select statement around the call, or
// in the else of an if statement.
func otherBranch(call inspector.Cursor, n ast.Node) bool {
	for cur := range call.Enclosing((*ast.IfStmt)(nil), (*ast.CaseClause)(nil), (*ast.CommClause)(nil)) {
		if branch, ok := cur.Node().(*ast.IfStmt); ok {
			if branch.Else != nil && contains(branch.Body, call.Node()) && contains(branch.Else, n) {
				return true
			}
			continue
		}
		if contains(cur.Parent().Node(), n) && !contains(cur.Node(), n) && !fallsThrough(cur.Node()) {
			return true
		}
	}
	return false
}

func contains(outer, n ast.Node) bool { return outer.Pos() <= n.Pos() && n.End() <= outer.End() }

func fallsThrough(clause ast.Node) bool {
	c, ok := clause.(*ast.CaseClause)
	if !ok || len(c.Body) == 0 {
		return false
	}
	last, ok := c.Body[len(c.Body)-1].(*ast.BranchStmt)
	return ok && last.Tok == token.FALLTHROUGH
}

// isRead reports whether the buffer is read into again.
func isRead(info *types.Info, id inspector.Cursor) bool {
	for cur := range id.Enclosing((*ast.CallExpr)(nil)) {
		fn := info.Uses[called(cur.Node().(*ast.CallExpr))]
		return fn != nil && (fn.Name() == "Read" || fn.Name() == "ReadFull" || fn.Name() == "ReadAtLeast")
	}
	return false
}

// called is the name of the function.
func called(call *ast.CallExpr) *ast.Ident {
	switch f := ast.Unparen(call.Fun).(type) {
	case *ast.Ident:
		return f
	case *ast.SelectorExpr:
		return f.Sel
	}
	return nil
}

// onlyLength recognizes len(b), cap(b), clear(b) and copy(b, x), a buffer that is given
// back to a pool, and bytes.Equal: what was not read is different.
func onlyLength(info *types.Info, id inspector.Cursor) bool {
	for cur := range id.Enclosing((*ast.CallExpr)(nil)) {
		switch fn := info.Uses[called(cur.Node().(*ast.CallExpr))].(type) {
		case *types.Builtin:
			return fn.Name() == "len" || fn.Name() == "cap" || fn.Name() == "clear" ||
				fn.Name() == "copy" && cur.Node().(*ast.CallExpr).Args[0] == id.Node()
		case *types.Func:
			return fn.Name() == "Put" || know.Is(fn, "bytes.Equal") || know.Is(fn, "bytes.HasPrefix")
		}
		return false
	}
	return false
}
