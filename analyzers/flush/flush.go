package flush

import (
	_ "embed"
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/gocorelint/gocorelint/analyzers/internal/calls"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/typeis"
	"github.com/gocorelint/gocorelint/analyzers/internal/vars"
)

//go:embed doc.go
var doc string

var (
	unflushed = &report.Kind{ID: "unflushed",
		Format: "%s of what is written to %s %s lost: nothing calls its %s; call it when all is written, and look at its error"}
	closedFirst = &report.Kind{ID: "closed-first",
		Format: "%s is closed here, before the deferred %s.%s of %s can write %s: %[2]s.%[3]s first"}
	readFirst = &report.Kind{ID: "read-first",
		Format: "the bytes of %s are taken before the deferred %s.%s of %s has written %s: %[2]s.%[3]s first"}
)

// Analyzer is the check with its default settings.
var Analyzer = New()

// New makes the check.
func New() *analysis.Analyzer {
	return report.Check{
		Name:     "flush",
		DocFile:  doc,
		Tests:    true,
		Kinds:    []*report.Kind{unflushed, closedFirst, readFirst},
		Requires: []*analysis.Analyzer{calls.Analyzer},
		Run:      run,
	}.New()
}

func run(pass *report.Pass) {
	for _, call := range pass.ResultOf[calls.Analyzer].(*calls.Index).Of(know.BufferMakers()...) {
		if w := newWriter(pass, call); w != nil && w.look() && w.written {
			w.judge()
		}
	}
}

// A writer is a local variable that holds a new buffered writer.
type writer struct {
	*report.Pass
	know.Buffer
	call     calls.Call
	fn       inspector.Cursor // the function that makes it
	v        *types.Var
	written  bool
	finished []inspector.Cursor // the deferred calls that finish it
}

// newWriter returns nil if the writer is not put into a variable of its own.
func newWriter(pass *report.Pass, call calls.Call) *writer {
	buffer, _ := know.MakesBuffer(call.Name)
	if call.ParentEdgeKind() != edge.AssignStmt_Rhs || len(call.Args) <= buffer.To {
		return nil
	}
	assign := call.Parent().Node().(*ast.AssignStmt)
	v := vars.Of(pass.TypesInfo, assign.Lhs[0])
	fn := vars.Func(call.Cursor)
	if v == nil || len(assign.Rhs) != 1 || !fn.Valid() || v.Pos() < fn.Node().Pos() || isResult(fn, v) {
		return nil
	}
	return &writer{Pass: pass, Buffer: buffer, call: call, fn: fn, v: v}
}

// isResult reports whether the variable is a result of the function, or a
// parameter.
func isResult(fn inspector.Cursor, v *types.Var) bool {
	typ, body := vars.Signature(fn)
	return typ.Pos() <= v.Pos() && v.Pos() < body.Pos()
}

// look goes through all that is done with the writer. It is false where
// something else may finish it, or does at another time than a deferred call.
func (w *writer) look() bool {
	for use := range vars.Uses(w.TypesInfo, w.fn, w.v) {
		if use.Kind == vars.Set && use.At.Parent() == w.call.Parent() {
			continue
		}
		if use.Kind != vars.Read || !w.use(use.At) {
			return false
		}
	}
	return true
}

// finishing are the methods after which a writer holds nothing back, or that
// say that the code knows what it does.
var finishing = map[string]bool{"Flush": true, "Close": true, "WriteAll": true, "Encode": true, "EncodeElement": true, "Reset": true}

func (w *writer) use(at inspector.Cursor) bool {
	switch at.ParentEdgeKind() {
	case edge.SelectorExpr_X:
		method := at.Parent()
		if method.ParentEdgeKind() != edge.CallExpr_Fun {
			return false
		}
		name := method.Node().(*ast.SelectorExpr).Sel.Name
		if !finishing[name] {
			w.written = w.written || writes(name)
			return true
		}
		stmt, ok := w.deferred(method.Parent())
		if ok && name == w.Finish {
			w.finished = append(w.finished, stmt)
		}
		return ok && name == w.Finish
	case edge.CallExpr_Args:
		fn := callee(w.TypesInfo, at.Parent())
		w.written = true
		return know.OnlyWrites(fn) || w.passes(fn, at.ParentEdgeIndex(), 0)
	}
	return false
}

// maxCalls bounds how far a writer is followed.
const maxCalls = 3

// passes reports whether a function of the package does nothing with its
// argument, an io.Writer, but write to it.
func (w *writer) passes(fn *types.Func, index, depth int) bool {
	if fn == nil || fn.Pkg() != w.Pkg || depth == maxCalls {
		return false
	}
	params := fn.Signature().Params()
	if index >= params.Len() || fn.Signature().Variadic() && index == params.Len()-1 || !typeis.Named(params.At(index).Type(), "io.Writer") {
		return false
	}
	for cur := range w.call.Cursor.Inspector().Root().Preorder((*ast.FuncDecl)(nil)) {
		if w.TypesInfo.Defs[cur.Node().(*ast.FuncDecl).Name] != fn.Origin() {
			continue
		}
		for use := range vars.Uses(w.TypesInfo, cur, fn.Origin().Signature().Params().At(index)) {
			if use.Kind != vars.Read || use.Func() != cur || !w.onlyWrites(use.At, depth) {
				return false
			}
		}
		return true
	}
	return false
}

func (w *writer) onlyWrites(at inspector.Cursor, depth int) bool {
	switch at.ParentEdgeKind() {
	case edge.SelectorExpr_X:
		return method(at) == "Write"
	case edge.CallExpr_Args:
		fn := callee(w.TypesInfo, at.Parent())
		return know.OnlyWrites(fn) || w.passes(fn, at.ParentEdgeIndex(), depth+1)
	}
	return false
}

// deferred returns the defer statement of the writer's own function that makes
// the call, by itself or in a function literal.
func (w *writer) deferred(call inspector.Cursor) (stmt inspector.Cursor, ok bool) {
	if fn := vars.Func(call); fn != w.fn {
		if !fn.Valid() || fn.ParentEdgeKind() != edge.CallExpr_Fun || vars.Func(fn) != w.fn {
			return stmt, false
		}
		call = fn.Parent()
	}
	if call.ParentEdgeKind() != edge.DeferStmt_Call {
		return stmt, false
	}
	return call.Parent(), true
}
