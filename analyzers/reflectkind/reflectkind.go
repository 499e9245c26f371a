package reflectkind

import (
	_ "embed"
	"go/ast"
	"go/types"
	"iter"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/calls"
	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

var (
	kind = &report.Kind{ID: "kind",
		Format: "%s panics: it is for %s, and this is a %s%s"}
	unaddressable = &report.Kind{ID: "unaddressable",
		Format: "%s panics with \"using unaddressable value\": reflect.ValueOf got a copy of the %s; give it a pointer, and take Elem"}
	unexported = &report.Kind{ID: "unexported",
		Format: "%s panics: the field %s is unexported, and its value can be read by kind only; export it, or use unsafe knowingly"}
	missing = &report.Kind{ID: "no-field",
		Format: "%s panics with \"call on zero Value\": %s has no field %s, and FieldByName returns the zero Value"}
	nilType = &report.Kind{ID: "nil-type",
		Format: "%s panics with a nil dereference: reflect.TypeOf(nil) is nil; use reflect.TypeFor"}
	nilMap = &report.Kind{ID: "nil-map",
		Format: "%s panics with \"assignment to entry in nil map\": this %s was never made; use reflect.MakeMap"}
)

// Analyzer is the check with its default settings.
var Analyzer = New()

// New makes the check.
func New() *analysis.Analyzer {
	return report.Check{
		Name:     "reflectkind",
		DocFile:  doc,
		Kinds:    []*report.Kind{kind, unaddressable, unexported, missing, nilType, nilMap, argument},
		Requires: []*analysis.Analyzer{flow.Analyzer, calls.Analyzer},
		Run:      run,
	}.New()
}

func run(pass *report.Pass) {
	if !pass.Imports("reflect") {
		return
	}
	wants := make(map[*ssa.Function][]*need)
	for call := range callsIn(pass) {
		check(pass, call)
		if n := needOf(call); n != nil {
			wants[call.Parent()] = append(wants[call.Parent()], n)
		}
	}
	if len(wants) == 0 {
		return
	}
	for call := range callsIn(pass) {
		if list := wants[call.Call.StaticCallee()]; list != nil {
			checkArgument(pass, call, list[0]) // the first of them panics
		}
	}
}

// callsIn yields the calls of functions that don't recover.
func callsIn(pass *report.Pass) iter.Seq[*ssa.Call] {
	return func(yield func(*ssa.Call) bool) {
		for _, fn := range pass.ResultOf[flow.Analyzer].(*flow.Package).Funcs {
			if recovers(fn) {
				continue
			}
			for _, b := range fn.Blocks {
				for _, instr := range b.Instrs {
					if call, ok := instr.(*ssa.Call); ok && !yield(call) {
						return
					}
				}
			}
		}
	}
}

// check evaluates the receiver of a method of reflect.Value or reflect.Type.
func check(pass *report.Pass, call *ssa.Call) {
	recv, name := receiver(call)
	if recv == nil {
		return
	}
	v := eval(recv, 0)
	if v == nil || asked(call, recv) {
		return
	}
	syntax := pass.ResultOf[calls.Analyzer].(*calls.Index).At(call.Pos())
	if syntax == nil || syntax.Lparen != call.Pos() {
		return
	}
	if v.zero && !neverSet(recv, 0) {
		v.zero = false
	}
	if f := judge(pass, v, name, syntax); f != nil {
		f.At = syntax
		pass.Report(*f)
	}
}

func judge(pass *report.Pass, v *value, name string, syntax *ast.CallExpr) *report.Finding {
	text := types.ExprString(syntax.Fun)
	if i := strings.LastIndex(text, "."); i >= 0 {
		text = text[i+1:]
	}
	typeName := func(t types.Type) string { return types.TypeString(types.Unalias(t), types.RelativeTo(pass.Pkg)) }
	switch {
	case v.typ == nil && v.isType:
		return &report.Finding{Kind: nilType, Args: []any{text}}
	case v.lost != "":
		if name == "IsValid" || name == "Kind" || name == "String" {
			return nil
		}
		return &report.Finding{Kind: missing, Args: []any{text, typeName(v.owner), v.lost}}
	}
	kinds := needs(name, v.isType)
	switch {
	case kinds != nil && !kinds[kindOf(v.typ)]:
		hint := ""
		if p, ok := v.typ.Underlying().(*types.Pointer); ok && kinds[kindOf(p.Elem())] {
			hint = "; take Elem first"
		}
		return &report.Finding{Kind: kind, Args: []any{text, list(kinds), typeName(v.typ), hint}}
	case v.isType:
		return nil
	case v.hidden != "" && (isSetter(name) || name == "Interface" || name == "SetMapIndex" || name == "Call"):
		return &report.Finding{Kind: unexported, Args: []any{text, v.hidden}}
	case isSetter(name) && !v.addressable:
		return &report.Finding{Kind: unaddressable, Args: []any{text, typeName(v.root)}}
	case name == "SetMapIndex" && v.zero:
		return &report.Finding{Kind: nilMap, Args: []any{text, typeName(v.typ)}}
	}
	return nil
}

// receiver is the reflect.Value or reflect.Type that a method is called on.
func receiver(call *ssa.Call) (recv ssa.Value, name string) {
	if call.Call.IsInvoke() {
		m := call.Call.Method
		if m.Pkg() != nil && m.Pkg().Path() == "reflect" && isReflectType(call.Call.Value.Type()) {
			return call.Call.Value, m.Name()
		}
		return nil, ""
	}
	fn := flow.StaticCallee(&call.Call)
	if fn == nil || fn.Pkg() == nil || fn.Pkg().Path() != "reflect" || !strings.HasPrefix(know.Name(fn), "(reflect.Value).") {
		return nil, ""
	}
	return call.Call.Args[0], fn.Name()
}

func isReflectType(t types.Type) bool {
	named, ok := types.Unalias(t).(*types.Named)
	return ok && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == "reflect" && named.Obj().Name() == "Type"
}

// recovers reports whether the function, or one around it, defers something: it
// may expect the panic.
func recovers(fn *ssa.Function) bool {
	for ; fn != nil; fn = fn.Parent() {
		if fn.Recover != nil {
			return true
		}
	}
	return false
}

// neverSet reports whether nobody but the methods for elements of a map has the
// value, nor what it was made of.
func neverSet(v ssa.Value, depth int) bool {
	call, ok := v.(*ssa.Call)
	if !ok || depth > maxDepth {
		return false
	}
	others := 0
	for _, ref := range *call.Referrers() {
		use, ok := ref.(*ssa.Call)
		if !ok || len(use.Call.Args) == 0 || use.Call.Args[0] != v {
			return false
		}
		if _, name := receiver(use); name != "SetMapIndex" && name != "MapIndex" {
			others++
		}
	}
	if recv, name := receiver(call); recv != nil {
		return name == "Elem" && others == depth && neverSet(recv, depth+1)
	}
	return others == depth
}

// asked reports whether the call is behind a condition about the value, its
// type, or what it was made of.
func asked(call *ssa.Call, recv ssa.Value) bool {
	about := make(map[ssa.Value]bool)
	sources(recv, about, 0)
	for b := call.Block(); b.Idom() != nil; b = b.Idom() {
		idom := b.Idom()
		if cond, ok := idom.Instrs[len(idom.Instrs)-1].(*ssa.If); ok && depends(cond.Cond, about, 0) {
			return true
		}
	}
	return false
}

// sources collects what a value was made of.
func sources(v ssa.Value, into map[ssa.Value]bool, depth int) {
	if _, ok := v.(*ssa.Const); ok || into[v] || depth > maxDepth {
		return
	}
	into[v] = true
	switch v := v.(type) {
	case *ssa.Call:
		for _, arg := range v.Call.Args {
			sources(arg, into, depth+1)
		}
		if v.Call.IsInvoke() {
			sources(v.Call.Value, into, depth+1)
		}
	case *ssa.MakeInterface:
		sources(v.X, into, depth+1)
	case *ssa.UnOp:
		sources(v.X, into, depth+1)
	}
}

func depends(v ssa.Value, on map[ssa.Value]bool, depth int) bool {
	if on[v] {
		return true
	}
	instr, ok := v.(ssa.Instruction)
	if !ok || depth > maxDepth {
		return false
	}
	for _, op := range instr.Operands(nil) {
		if *op != nil && depends(*op, on, depth+1) {
			return true
		}
	}
	return false
}
