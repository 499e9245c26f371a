package selfcall

import (
	_ "embed"
	"go/ast"
	"go/constant"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/gocorelint/gocorelint/analyzers/internal/expr"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/typeis"
	"github.com/gocorelint/gocorelint/analyzers/internal/vars"
	"github.com/gocorelint/gocorelint/analyzers/internal/verbs"
)

//go:embed doc.go
var doc string

var (
	marshal = &report.Kind{ID: "marshal",
		Format: "%s calls this %s again, without end, until the stack overflows: convert the receiver to a type without the method (type plain %s)"}
	compare = &report.Kind{ID: "errors",
		Format: "%s calls this %s again, without end, until the stack overflows: compare here, and call %s with the wrapped error"}
	unwrap = &report.Kind{ID: "unwrap",
		Format: "this Unwrap returns its own receiver, so errors.Is and errors.As never come to an end: return the wrapped error, or nil"}
	format = &report.Kind{ID: "format",
		Format: "%s calls this Format again, without end, until the stack overflows: convert the receiver to a type without the method (type plain %s)"}
	logValue = &report.Kind{ID: "log-value",
		Format: "slog asks this value for its LogValue again, a hundred times, and logs an error instead: return a value of another type"}
)

// Analyzer is the check with its default settings.
var Analyzer = New()

// New makes the check.
func New() *analysis.Analyzer {
	return report.Check{
		Name:     "selfcall",
		DocFile:  doc,
		Tests:    true,
		Kinds:    []*report.Kind{marshal, compare, unwrap, format, logValue},
		Requires: []*analysis.Analyzer{inspect.Analyzer},
		Run:      run,
	}.New()
}

func run(pass *report.Pass) {
	for cur := range pass.ResultOf[inspect.Analyzer].(*inspector.Inspector).Root().Preorder((*ast.FuncDecl)(nil)) {
		decl := cur.Node().(*ast.FuncDecl)
		if decl.Recv == nil || decl.Body == nil || !interesting(decl.Name.Name) || len(decl.Recv.List) != 1 || len(decl.Recv.List[0].Names) != 1 {
			continue
		}
		fn, _ := pass.TypesInfo.Defs[decl.Name].(*types.Func)
		recv, _ := pass.TypesInfo.Defs[decl.Recv.List[0].Names[0]].(*types.Var)
		if fn == nil || recv == nil || !know.Asked(fn) {
			continue
		}
		m := &method{Pass: pass, at: cur, fn: fn, recv: recv}
		if !m.changes(recv) {
			m.check()
		}
	}
}

func interesting(name string) bool {
	for _, f := range []*know.Format{know.JSON, know.XML, know.Gob} {
		if slices.Contains(f.Marshal, name) || slices.Contains(f.Unmarshal, name) {
			return true
		}
	}
	switch name {
	case "Is", "As", "Unwrap", "Format", "LogValue":
		return true
	}
	return false
}

// A method is one that a library calls.
type method struct {
	*report.Pass
	at   inspector.Cursor
	fn   *types.Func
	recv *types.Var
}

// changes reports whether the method changes the variable: the second call may
// be another one.
func (m *method) changes(v *types.Var) bool {
	for use := range vars.Uses(m.TypesInfo, m.at, v) {
		if use.Kind.Changes() {
			return true
		}
		// t.f = x of a pointer t
		for outer := range use.At.Enclosing((*ast.AssignStmt)(nil), (*ast.IncDecStmt)(nil), (*ast.FuncDecl)(nil)) {
			switch s := outer.Node().(type) {
			case *ast.AssignStmt:
				for _, lhs := range s.Lhs {
					if lhs.Pos() <= use.Pos() && use.Pos() < lhs.End() {
						return true
					}
				}
			case *ast.IncDecStmt:
				return true
			}
		}
	}
	return false
}

func (m *method) check() {
	for cur := range m.at.Preorder((*ast.CallExpr)(nil), (*ast.ReturnStmt)(nil)) {
		if vars.Func(cur) != m.at {
			continue
		}
		switch n := cur.Node().(type) {
		case *ast.ReturnStmt:
			if m.fn.Name() == "Unwrap" && len(n.Results) == 1 && m.isRecv(n.Results[0]) && typeis.Error(m.fn.Signature().Results().At(0).Type()) {
				m.Report(report.Finding{At: n.Results[0], Kind: unwrap})
			}
		case *ast.CallExpr:
			m.call(cur, n)
		}
	}
}

func (m *method) call(at inspector.Cursor, call *ast.CallExpr) {
	callee := typeutil.StaticCallee(m.TypesInfo, call)
	if callee == nil || len(call.Args) == 0 {
		return
	}
	name := know.Name(callee)
	if f := know.Encodes(callee); f != nil && slices.Contains(f.Marshal, m.fn.Name()) {
		g := giving{m, f.Marshal, f.Tag}
		if g.gives(call.Args[0], false) {
			m.Report(report.Finding{At: call, Kind: marshal, Args: []any{short(callee), m.fn.Name(), m.typeName()}})
		}
		return
	}
	if know.LogsAttr(callee) && m.fn.Name() == "LogValue" {
		for _, arg := range call.Args {
			if m.isRecv(arg) && callee.Name() == "AnyValue" {
				m.Report(report.Finding{At: call, Kind: logValue})
			}
		}
		return
	}
	if first, formatted, ok := know.Prints(callee); ok && m.fn.Name() == "Format" {
		if m.prints(at, call, first, formatted) {
			m.Report(report.Finding{At: call, Kind: format, Args: []any{short(callee), m.typeName()}})
		}
		return
	}
	switch {
	case name == "encoding/json.Unmarshal" && m.fn.Name() == "UnmarshalJSON" && len(call.Args) == 2,
		name == "(*encoding/xml.Decoder).DecodeElement" && m.fn.Name() == "UnmarshalXML" && len(call.Args) == 2:
		f, into, same := know.JSON, call.Args[1], call.Args[0]
		if m.fn.Name() == "UnmarshalXML" {
			f, into, same = know.XML, call.Args[0], call.Args[1]
		}
		g := giving{m, f.Unmarshal, f.Tag}
		if m.isParam(same) && g.gives(into, false) {
			m.Report(report.Finding{At: call, Kind: marshal, Args: []any{short(callee), m.fn.Name(), m.typeName()}})
		}
	case (name == "errors.Is" && m.fn.Name() == "Is" || name == "errors.As" && m.fn.Name() == "As") && len(call.Args) == 2:
		if m.isRecv(call.Args[0]) && m.isParam(call.Args[1]) {
			m.Report(report.Finding{At: call, Kind: compare, Args: []any{name, m.fn.Name(), name}})
		}
	}
}

// prints reports whether the call prints the receiver by a verb that asks for
// its Format method.
func (m *method) prints(at inspector.Cursor, call *ast.CallExpr, first int, formatted bool) bool {
	if call.Ellipsis.IsValid() || len(call.Args) < first {
		return false
	}
	g := giving{m, []string{"Format"}, ""}
	if !formatted {
		return m.comesHere(at, 'v') && slices.ContainsFunc(call.Args[first:], func(e ast.Expr) bool { return g.gives(e, false) })
	}
	value := m.TypesInfo.Types[call.Args[first-1]].Value
	if value == nil || value.Kind() != constant.String {
		return false
	}
	list, ok := verbs.Parse(constant.StringVal(value))
	for _, v := range list {
		if i := first + v.Operand; ok && i < len(call.Args) && v.Char != 'T' && v.Char != 'p' && g.gives(call.Args[i], false) && m.comesHere(at, rune(v.Char)) {
			return true
		}
	}
	return false
}

// comesHere reports whether Format, asked for the verb, may come to the same place again: another case of
// a switch on the verb may take it.
func (m *method) comesHere(at inspector.Cursor, verb rune) bool {
	for clause := range at.Enclosing((*ast.CaseClause)(nil)) {
		sw, ok := clause.Parent().Parent().Node().(*ast.SwitchStmt)
		if !ok || sw.Tag == nil || vars.Of(m.TypesInfo, sw.Tag) != m.fn.Signature().Params().At(1) {
			continue
		}
		taken := defaultOf(sw)
		for _, other := range sw.Body.List {
			other := other.(*ast.CaseClause)
			if slices.ContainsFunc(other.List, func(e ast.Expr) bool { n, ok := expr.Int(m.TypesInfo, e); return ok && n == int64(verb) }) {
				taken = other
				break
			}
		}
		if taken != clause.Node() {
			return false
		}
	}
	return true
}

// defaultOf is the default case of a switch statement, or nil.
func defaultOf(sw *ast.SwitchStmt) *ast.CaseClause {
	for _, clause := range sw.Body.List {
		if clause := clause.(*ast.CaseClause); clause.List == nil {
			return clause
		}
	}
	return nil
}

// isRecv reports whether the expression is the receiver, what it points to or
// its address.
func (m *method) isRecv(e ast.Expr) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		return m.TypesInfo.Uses[e] == m.recv
	case *ast.StarExpr:
		return m.isRecv(e.X)
	case *ast.UnaryExpr:
		return m.isRecv(e.X)
	}
	return false
}

// isParam reports whether the expression is a parameter of the method, or its
// address, that the method does not change.
func (m *method) isParam(e ast.Expr) bool {
	if u, ok := ast.Unparen(e).(*ast.UnaryExpr); ok {
		e = u.X
	}
	v := vars.Of(m.TypesInfo, e)
	params := m.fn.Signature().Params()
	for i := range params.Len() {
		if params.At(i) == v {
			return !m.changes(v)
		}
	}
	return false
}

func (m *method) typeName() string {
	t := m.recv.Type()
	if p, ok := t.(*types.Pointer); ok {
		t = p.Elem()
	}
	return types.TypeString(t, types.RelativeTo(m.Pkg))
}

func short(fn *types.Func) string {
	if fn.Signature().Recv() != nil {
		return fn.Name()
	}
	return fn.Pkg().Name() + "." + fn.Name()
}
