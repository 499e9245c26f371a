package ptrmarshal

import (
	_ "embed"
	"go/ast"
	"go/constant"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/gocorelint/gocorelint/analyzers/internal/expr"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/verbs"
)

//go:embed doc.go
var doc string

var (
	encoded = &report.Kind{ID: "encoded",
		Format: "%s never calls the method %s of %s here: it has a pointer receiver, and %s; %s",
		Also:   []string{"staticcheck", "SA9005"}}
	printed = &report.Kind{ID: "printed",
		Format: "fmt prints the fields of %s, not what its method %s says, which has a pointer receiver: pass its address"}
	logged = &report.Kind{ID: "logged",
		Format: "slog logs the fields of %s and never calls its method LogValue, which has a pointer receiver: pass its address"}
)

// Analyzer is the check with its default settings.
var Analyzer = New()

// New makes the check.
func New() *analysis.Analyzer {
	return report.Check{
		Name:     "ptrmarshal",
		DocFile:  doc,
		Tests:    true,
		Kinds:    []*report.Kind{encoded, printed, logged},
		Requires: []*analysis.Analyzer{inspect.Analyzer},
		Run:      run,
	}.New()
}

func run(pass *report.Pass) {
	if !pass.Imports("encoding/json", "encoding/xml", "encoding/gob", "fmt", "log", "log/slog", "testing") {
		return
	}
	told := make(map[types.Type]bool)
	for cur := range pass.ResultOf[inspect.Analyzer].(*inspector.Inspector).Root().Preorder((*ast.CallExpr)(nil)) {
		call := cur.Node().(*ast.CallExpr)
		fn := typeutil.StaticCallee(pass.TypesInfo, call)
		if fn == nil || len(call.Args) == 0 || call.Ellipsis.IsValid() {
			continue
		}
		if f := know.Encodes(fn); f != nil {
			encodes(pass, call.Args[0], f)
		} else if first, formatted, ok := know.Prints(fn); ok {
			if !inPanic(pass.TypesInfo, cur) && !isTestLog(fn) {
				prints(pass, call, first, formatted, told)
			}
		} else if know.LogsAttr(fn) {
			logs(pass, call)
		}
	}
}

// encodes looks at a value that is given to a library for encoding.
func encodes(pass *report.Pass, arg ast.Expr, f *know.Format) {
	t := pass.TypesInfo.TypeOf(arg)
	if t == nil {
		return
	}
	w := walk{format: f, seen: make(map[types.Type]bool)}
	if !w.hides(t, false) {
		return
	}
	if ofTest(pass, w.owner) {
		return
	}
	why, cure := "the value is not addressable", "pass its address"
	if w.inMap {
		why, cure = "elements of a map are not addressable", "store pointers in the map, or give the method a value receiver"
	}
	owner := types.TypeString(w.owner, types.RelativeTo(pass.Pkg))
	if len(w.path) > 0 {
		owner += " (" + strings.Join(w.path, "") + ")"
	}
	pass.Report(report.Finding{At: arg, Kind: encoded, Args: []any{f.Package, w.method, owner, why, cure}})
}

// ofTest reports whether a test declares the type: it is there to see what becomes of its method.
func ofTest(pass *report.Pass, t types.Type) bool {
	named, ok := types.Unalias(t).(*types.Named)
	return ok && named.Obj().Pkg() == pass.Pkg && pass.InTest(named.Obj().Pos())
}

// A walk goes through a type as a library does that encodes its values.
type walk struct {
	format *know.Format
	seen   map[types.Type]bool

	owner  types.Type // what has the method
	method string
	path   []string // the way to it
	inMap  bool
}

// hides reports whether encoding a value of the type comes to a value whose
// method can't be called. addr says whether the library can take its address.
func (w *walk) hides(t types.Type, addr bool) bool {
	t = types.Unalias(t)
	if w.seen[t] || len(w.seen) > 200 || types.IsInterface(t) {
		return false
	}
	w.seen[t] = true
	if p, ok := t.Underlying().(*types.Pointer); ok {
		if lookup(t, false, w.format.Marshal) != "" {
			return false
		}
		return w.hides(p.Elem(), true)
	}
	if lookup(t, addr, w.format.Marshal) != "" {
		return false
	}
	if name := lookup(t, true, w.format.Marshal); name != "" {
		if ofPart(t, name) {
			return false
		}
		w.owner, w.method = t, name
		return true
	}
	switch u := t.Underlying().(type) {
	case *types.Struct:
		return w.inStruct(u, addr)
	case *types.Slice:
		return w.via("[]", u.Elem(), true)
	case *types.Array:
		return w.via("[]", u.Elem(), addr)
	case *types.Map:
		if w.via("[]", u.Elem(), false) {
			w.inMap = true
			return true
		}
	}
	return false
}

func (w *walk) inStruct(s *types.Struct, addr bool) bool {
	for i := range s.NumFields() {
		f := s.Field(i)
		if !f.Exported() || w.format.Tag != "" && tagged(s.Tag(i), w.format.Tag) == "-" {
			continue
		}
		if w.via("."+f.Name(), f.Type(), addr) {
			return true
		}
	}
	return false
}

func (w *walk) via(step string, t types.Type, addr bool) bool {
	w.path = append(w.path, step)
	if w.hides(t, addr) {
		return true
	}
	w.path = w.path[:len(w.path)-1]
	return false
}

// prints looks at the operands of a printing function that a pointer method
// would print in another way. In tests the fields may be better to have, as they
// are for %+v.
func prints(pass *report.Pass, call *ast.CallExpr, first int, formatted bool, told map[types.Type]bool) {
	if len(call.Args) < first || strings.HasSuffix(pass.Fset.Position(call.Pos()).Filename, "_test.go") {
		return
	}
	if !formatted {
		for _, arg := range call.Args[first:] {
			operand(pass, arg, told)
		}
		return
	}
	value := pass.TypesInfo.Types[call.Args[first-1]].Value
	if value == nil || value.Kind() != constant.String {
		return
	}
	list, ok := verbs.Parse(constant.StringVal(value))
	for _, v := range list {
		if i := first + v.Operand; ok && i < len(call.Args) && v.Char == 'v' && v.Flags == "" {
			operand(pass, call.Args[i], told)
		}
	}
}

// inPanic reports whether the text is made for a panic, about a value that is
// not as it should be.
func inPanic(info *types.Info, call inspector.Cursor) bool {
	if call.ParentEdgeKind() != edge.CallExpr_Args {
		return false
	}
	return expr.Builtin(info, call.Parent().Node().(*ast.CallExpr)) == "panic"
}

// isTestLog recognizes t.Errorf and the like.
func isTestLog(fn *types.Func) bool { return fn.Pkg() != nil && fn.Pkg().Path() == "testing" }

// operand reports a value that is printed without its method, the first one of each type: one
// change of the method mends them all.
func operand(pass *report.Pass, arg ast.Expr, told map[types.Type]bool) {
	if _, ok := ast.Unparen(arg).(*ast.StarExpr); ok {
		return // whoever dereferences a pointer to print it wants the fields
	}
	t := pass.TypesInfo.TypeOf(arg)
	if t == nil || told[t] || !isValue(t) || lookup(t, false, []string{"Format", "Error", "String"}) != "" {
		return
	}
	if name := lookup(t, true, []string{"Error", "String"}); name != "" {
		told[t] = true
		pass.Report(report.Finding{At: arg, Kind: printed, Args: []any{types.TypeString(t, types.RelativeTo(pass.Pkg)), name}})
	}
}

// logs looks at the arguments of package slog.
func logs(pass *report.Pass, call *ast.CallExpr) {
	for _, arg := range call.Args {
		t := pass.TypesInfo.TypeOf(arg)
		if t == nil || !isValue(t) || lookup(t, false, []string{"LogValue"}) != "" {
			continue
		}
		if lookup(t, true, []string{"LogValue"}) != "" {
			pass.Report(report.Finding{At: arg, Kind: logged, Args: []any{types.TypeString(t, types.RelativeTo(pass.Pkg))}})
		}
	}
}
