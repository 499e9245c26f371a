package flush

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/gocorelint/gocorelint/analyzers/internal/expr"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/typeis"
	"github.com/gocorelint/gocorelint/analyzers/internal/vars"
)

// judge reports what happens to the last bytes of a writer that only deferred
// calls finish, if any.
func (w *writer) judge() {
	if len(w.finished) == 0 {
		if w.unread() {
			return // what is lost would have been nobody's
		}
		if w.call.Name == "archive/tar.NewWriter" && w.InTest(w.call.Pos()) {
			return // readers do without the end, and the test shows whether its reader does
		}
		w.Report(report.Finding{At: w.call.CallExpr, Kind: unflushed, Args: []any{w.Keeps, w.v.Name(), isOrAre(w.Keeps), w.Finish}})
		return
	}
	target := w.call.Args[w.To]
	if u, ok := ast.Unparen(target).(*ast.UnaryExpr); ok && u.Op == token.AND {
		target = u.X
	}
	v := vars.Of(w.TypesInfo, target)
	if v == nil {
		return
	}
	for use := range vars.Uses(w.TypesInfo, w.fn, v) {
		if use.Pos() < w.call.End() {
			continue
		}
		switch {
		case w.closes(use.At):
			w.Report(report.Finding{At: use.At.Parent().Parent().Node(), Kind: closedFirst, Args: []any{
				v.Name(), w.v.Name(), w.Finish, w.Line(use.Pos(), w.finished[0].Node().Pos()), w.Keeps}})
		case w.takes(use.At):
			w.Report(report.Finding{At: use.At.Node(), Kind: readFirst, Args: []any{
				v.Name(), w.v.Name(), w.Finish, w.Line(use.Pos(), w.finished[0].Node().Pos()), w.Keeps}})
		default:
			continue
		}
		return
	}
}

// isOrAre is the verb for what a writer keeps.
func isOrAre(what string) string {
	if strings.HasPrefix(what, "the last ") {
		return "are"
	}
	return "is"
}

// unread reports whether the bytes go to io.Discard, or to a local buffer of memory that nothing else uses.
func (w *writer) unread() bool {
	target := ast.Unparen(w.call.Args[w.To])
	switch e := target.(type) {
	case *ast.SelectorExpr:
		v, ok := w.TypesInfo.Uses[e.Sel].(*types.Var)
		return ok && v.Name() == "Discard" && v.Pkg() != nil && (v.Pkg().Path() == "io" || v.Pkg().Path() == "io/ioutil")
	case *ast.CallExpr: // new(bytes.Buffer)
		return expr.Builtin(w.TypesInfo, e) == "new" && inMemory(w.TypesInfo.TypeOf(e))
	case *ast.UnaryExpr:
		if _, ok := ast.Unparen(e.X).(*ast.CompositeLit); ok {
			return inMemory(w.TypesInfo.TypeOf(e))
		}
		target = e.X
	}
	v := vars.Of(w.TypesInfo, target)
	if v == nil || v.Pos() < w.fn.Node().Pos() || isResult(w.fn, v) || !inMemory(v.Type()) {
		return false
	}
	for use := range vars.Uses(w.TypesInfo, w.fn, v) {
		inCall := w.call.Pos() <= use.Pos() && use.Pos() < w.call.End()
		if !inCall && use.Kind != vars.Set || use.Func() != w.fn {
			return false
		}
	}
	return true
}

// inMemory reports whether the type is a bytes.Buffer or strings.Builder, or a pointer to one.
func inMemory(t types.Type) bool {
	for _, name := range []string{"bytes.Buffer", "*bytes.Buffer", "strings.Builder", "*strings.Builder"} {
		if typeis.Named(t, name) {
			return true
		}
	}
	return false
}

// closes reports whether the mention of the target is a Close that runs before
// the writer is finished, on the way that all went well: a statement of the
// function's own block, or a defer statement behind that of the writer.
func (w *writer) closes(at inspector.Cursor) bool {
	if method(at) != "Close" {
		return false
	}
	if stmt, ok := w.deferred(at.Parent().Parent()); ok {
		return w.last(stmt)
	}
	return vars.Func(at) == w.fn && w.straight(at)
}

// last reports whether the defer statement is behind all that finish the writer,
// in the same block as the first of them.
func (w *writer) last(stmt inspector.Cursor) bool {
	for _, f := range w.finished {
		if f.Node().Pos() >= stmt.Node().Pos() {
			return false
		}
	}
	return stmt.Parent() == w.finished[0].Parent()
}

// takes reports whether the mention of the target takes the bytes that it has
// by now, behind the defer statement that will add the last ones.
func (w *writer) takes(at inspector.Cursor) bool {
	if vars.Func(at) != w.fn || at.Node().Pos() < w.finished[0].Node().End() || !w.behindWrites(at) {
		return false
	}
	if !inMemory(w.TypesInfo.TypeOf(at.Node().(*ast.Ident))) {
		return false
	}
	if name := method(at); name == "Bytes" || name == "String" {
		return true
	}
	if at.ParentEdgeKind() == edge.UnaryExpr_X {
		at = at.Parent()
	}
	if at.ParentEdgeKind() != edge.CallExpr_Args {
		return false
	}
	fn := callee(w.TypesInfo, at.Parent())
	return fn != nil && fn.Pkg() != nil && fn.Pkg().Path() == "net/http" // which measures it, or sends it
}

// behindWrites reports whether the last write stands before the place.
func (w *writer) behindWrites(at inspector.Cursor) bool {
	for use := range vars.Uses(w.TypesInfo, w.fn, w.v) {
		if use.Pos() > at.Node().Pos() {
			return false
		}
	}
	return true
}

// straight reports whether the place belongs to a statement of the function's
// own block, or to the first part of an if statement there.
func (w *writer) straight(at inspector.Cursor) bool {
	_, body := vars.Signature(w.fn)
	for block := range at.Enclosing((*ast.BlockStmt)(nil), (*ast.CaseClause)(nil), (*ast.CommClause)(nil), (*ast.ForStmt)(nil), (*ast.RangeStmt)(nil)) {
		return block.Node() == body
	}
	return false
}

// method returns the name of the method that is called on the variable.
func method(at inspector.Cursor) string {
	if at.ParentEdgeKind() != edge.SelectorExpr_X || at.Parent().ParentEdgeKind() != edge.CallExpr_Fun {
		return ""
	}
	return at.Parent().Node().(*ast.SelectorExpr).Sel.Name
}

// writes reports whether a method of that name gives the writer something to
// keep.
func writes(name string) bool {
	for _, prefix := range []string{"Write", "Create", "ReadFrom", "AddFS", "Copy", "EncodeToken"} {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return false
}

func callee(info *types.Info, call inspector.Cursor) *types.Func {
	return typeutil.StaticCallee(info, call.Node().(*ast.CallExpr))
}
