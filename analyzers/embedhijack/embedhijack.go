package embedhijack

import (
	_ "embed"
	"go/ast"
	"go/constant"
	"go/types"
	"reflect"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/vars"
	"github.com/gocorelint/gocorelint/analyzers/internal/verbs"
)

//go:embed doc.go
var doc string

var (
	encoded = &report.Kind{ID: "encoded",
		Format: "the method %s of the embedded %s encodes the whole struct: the field %s of %s is never written; give the embedded field a name"}
	decoded = &report.Kind{ID: "decoded",
		Format: "the method %s of the embedded %s decodes the whole struct: the field %s of %s is never set; give the embedded field a name"}
	ambiguous = &report.Kind{ID: "ambiguous",
		Format: "%s and %s both bring the method %s, so the struct has none, and what they encode is lost: give the embedded fields names"}
	printed = &report.Kind{ID: "printed",
		Format: "%%+v prints what the method %s of the embedded %s says, not the fields of %s: convert it to a type without the method, or name the field"}
)

// Analyzer is the check with its default settings.
var Analyzer = New()

// New makes the check.
func New() *analysis.Analyzer {
	return report.Check{
		Name:     "embedhijack",
		DocFile:  doc,
		Tests:    true,
		Kinds:    []*report.Kind{encoded, decoded, ambiguous, printed},
		Requires: []*analysis.Analyzer{inspect.Analyzer},
		Run:      run,
	}.New()
}

func run(pass *report.Pass) {
	for cur := range pass.ResultOf[inspect.Analyzer].(*inspector.Inspector).Root().Preorder((*ast.StructType)(nil), (*ast.CallExpr)(nil)) {
		switch n := cur.Node().(type) {
		case *ast.StructType:
			if t := declared(pass, cur); t != nil && hasEmbedded(n) {
				for _, f := range []*know.Format{know.JSON, know.XML} {
					check(pass, cur, t, f)
				}
			}
		case *ast.CallExpr:
			prints(pass, n)
		}
	}
}

// declared is the type of values of the struct: with its own methods where it
// is declared with a name.
func declared(pass *report.Pass, cur inspector.Cursor) types.Type {
	if cur.ParentEdgeKind() == edge.TypeSpec_Type {
		if obj := pass.TypesInfo.Defs[cur.Parent().Node().(*ast.TypeSpec).Name]; obj != nil {
			return obj.Type()
		}
		return nil
	}
	return pass.TypesInfo.TypeOf(cur.Node().(ast.Expr))
}

func hasEmbedded(s *ast.StructType) bool {
	for _, f := range s.Fields.List {
		if f.Names == nil {
			return true
		}
	}
	return false
}

// check looks for methods of the format that an embedded field brings.
func check(pass *report.Pass, cur inspector.Cursor, t types.Type, f *know.Format) {
	n := cur.Node().(*ast.StructType)
	s, ok := t.Underlying().(*types.Struct)
	if !ok {
		return
	}
	if fields := encoders(s, f.Marshal[0]); len(fields) > 1 && method(t, f.Marshal[:1]) == nil && promised(s, f.Tag, fields[0]) != nil {
		both(pass, n, s, fields, f.Marshal[0])
		return
	}
	for _, names := range []struct {
		kind  *report.Kind
		names []string
	}{{encoded, f.Marshal}, {decoded, f.Unmarshal}} {
		found := method(t, names.names)
		if found == nil || len(found.index) < 2 {
			continue // none, or its own
		}
		i := found.index[0]
		other := promised(s, f.Tag, i)
		at := syntax(n, i)
		if other == nil || at == nil || names.kind == decoded && !decodes(pass, cur, t) {
			continue
		}
		if names.kind == encoded && (pass.Pkg.Name() == "main" || pass.InTest(n.Pos())) && !encodes(pass, n, t) {
			continue // nobody else can, and here it may be there for decoding alone
		}
		pass.Report(report.Finding{At: at, Kind: names.kind, Args: []any{
			found.name, types.ExprString(at), other.Name(), pass.Line(at.Pos(), other.Pos())}})
		return
	}
}

// decodes reports whether values of the type may be decoded: a type that only
// one function knows, or a test, may be there for encoding alone.
func decodes(pass *report.Pass, cur inspector.Cursor, t types.Type) bool {
	fn := vars.Func(cur)
	if !fn.Valid() {
		return !pass.InTest(cur.Node().Pos())
	}
	for call := range fn.Preorder((*ast.CallExpr)(nil)) {
		c := call.Node().(*ast.CallExpr)
		name := typeutil.StaticCallee(pass.TypesInfo, c)
		if name == nil || len(c.Args) == 0 || !strings.HasPrefix(name.Name(), "Unmarshal") && !strings.HasPrefix(name.Name(), "Decode") {
			continue
		}
		for _, arg := range c.Args {
			if p, ok := pass.TypesInfo.TypeOf(arg).(*types.Pointer); ok && types.Identical(p.Elem(), t) {
				return true
			}
		}
	}
	return false
}

// encodes reports whether the package gives values of the type, or what holds some, to a function that takes any type, but to
// decode or print them. What a test does with the types of others does not count.
func encodes(pass *report.Pass, decl *ast.StructType, t types.Type) bool {
	for cur := range pass.ResultOf[inspect.Analyzer].(*inspector.Inspector).Root().Preorder((*ast.CallExpr)(nil)) {
		call := cur.Node().(*ast.CallExpr)
		sig, ok := pass.TypesInfo.TypeOf(call.Fun).(*types.Signature)
		if !ok || isDecoder(pass, call) || pass.InTest(call.Pos()) && !pass.InTest(decl.Pos()) {
			continue
		}
		for i, arg := range call.Args {
			last := sig.Params().Len() - 1
			if i > last && !sig.Variadic() {
				break
			}
			param := sig.Params().At(min(i, last)).Type()
			if list, ok := param.(*types.Slice); ok && sig.Variadic() && i >= last {
				param = list.Elem()
			}
			if types.IsInterface(param) && has(pass.TypesInfo.TypeOf(arg), t, 0) {
				return true
			}
		}
	}
	return false
}

func isDecoder(pass *report.Pass, call *ast.CallExpr) bool {
	fn, ok := typeutil.Callee(pass.TypesInfo, call).(*types.Func)
	if !ok {
		return false
	}
	_, _, prints := know.Prints(fn)
	return prints || strings.HasPrefix(fn.Name(), "Unmarshal") || strings.HasPrefix(fn.Name(), "Decode")
}

// has reports whether values of a type hold, or lead to, some of another.
func has(outer, t types.Type, depth int) bool {
	const enough = 5
	if outer == nil || depth > enough {
		return false
	}
	if types.Identical(outer, t) {
		return true
	}
	switch u := outer.Underlying().(type) {
	case *types.Pointer:
		return has(u.Elem(), t, depth+1)
	case *types.Slice:
		return has(u.Elem(), t, depth+1)
	case *types.Array:
		return has(u.Elem(), t, depth+1)
	case *types.Map:
		return has(u.Elem(), t, depth+1)
	case *types.Struct:
		for f := range u.Fields() {
			if has(f.Type(), t, depth+1) {
				return true
			}
		}
	}
	return false
}

// both reports embedded fields whose methods of one name cancel each other out.
// encoding/json and encoding/xml take an embedded struct for its fields.
func both(pass *report.Pass, n *ast.StructType, s *types.Struct, fields []int, name string) {
	for _, i := range fields {
		if s.Tag(i) != "" || !opaque(s.Field(i).Type()) {
			return
		}
	}
	first, second := syntax(n, fields[0]), syntax(n, fields[1])
	if first != nil && second != nil {
		pass.Report(report.Finding{At: second, Kind: ambiguous, Args: []any{types.ExprString(first), types.ExprString(second), name}})
	}
}

// opaque reports whether the type is a struct none of whose fields is exported.
func opaque(t types.Type) bool {
	s, ok := t.Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for f := range s.Fields() {
		if f.Exported() {
			return false
		}
	}
	return true
}

// encoders lists the embedded fields that have the method.
func encoders(s *types.Struct, name string) []int {
	var list []int
	for i := range s.NumFields() {
		if f := s.Field(i); f.Embedded() && method(f.Type(), []string{name}) != nil {
			list = append(list, i)
		}
	}
	return list
}

type selected struct {
	name  string
	index []int // through fields to the method
}

// method finds the first of the methods that the type has.
func method(t types.Type, names []string) *selected {
	for _, name := range names {
		obj, index, _ := types.LookupFieldOrMethod(t, true, nil, name)
		if fn, ok := obj.(*types.Func); ok && know.Asked(fn) {
			return &selected{name, index}
		}
	}
	return nil
}

// promised finds a field other than the embedded one that has a name in the
// format.
func promised(s *types.Struct, key string, embedded int) *types.Var {
	for i := range s.NumFields() {
		tag, ok := reflect.StructTag(s.Tag(i)).Lookup(key)
		if i != embedded && ok && s.Field(i).Exported() && tag != "-" && !s.Field(i).Embedded() {
			return s.Field(i)
		}
	}
	return nil
}

// syntax is the type expression of the embedded field with the index.
func syntax(n *ast.StructType, index int) ast.Expr {
	i := 0
	for _, f := range n.Fields.List {
		if f.Names == nil && i == index {
			return f.Type
		}
		i += max(1, len(f.Names))
	}
	return nil
}

// prints looks at operands of %+v. What a test prints when it fails is for its
// author.
func prints(pass *report.Pass, call *ast.CallExpr) {
	first, formatted, ok := know.Prints(typeutil.StaticCallee(pass.TypesInfo, call))
	if !ok || !formatted || len(call.Args) < first || call.Ellipsis.IsValid() || pass.InTest(call.Pos()) {
		return
	}
	value := pass.TypesInfo.Types[call.Args[first-1]].Value
	if value == nil || value.Kind() != constant.String || !strings.Contains(constant.StringVal(value), "%+v") {
		return
	}
	list, ok := verbs.Parse(constant.StringVal(value))
	for _, v := range list {
		if i := first + v.Operand; ok && i < len(call.Args) && v.Char == 'v' && v.Has('+') {
			operand(pass, call.Args[i])
		}
	}
}

func operand(pass *report.Pass, arg ast.Expr) {
	t := pass.TypesInfo.TypeOf(arg)
	if t == nil || types.IsInterface(t) {
		return
	}
	obj := t
	if p, ok := t.Underlying().(*types.Pointer); ok {
		obj = p.Elem()
	}
	s, ok := obj.Underlying().(*types.Struct)
	named, isNamed := types.Unalias(obj).(*types.Named)
	if !ok || s.NumFields() < 2 || !isNamed || named.Obj().Pkg() != pass.Pkg {
		return
	}
	for _, name := range []string{"Format", "Error", "String"} {
		o, index, _ := types.LookupFieldOrMethod(t, false, nil, name)
		fn, isFunc := o.(*types.Func)
		if !isFunc || !know.Asked(fn) {
			continue // such as the Format of time.Time
		}
		if len(index) < 2 {
			return // its own method: the index is not one of a field
		}
		field := s.Field(index[0])
		if name != "Format" && field.Embedded() && !types.IsInterface(field.Type()) {
			pass.Report(report.Finding{At: arg, Kind: printed, Args: []any{name,
				types.TypeString(field.Type(), types.RelativeTo(pass.Pkg)), types.TypeString(obj, types.RelativeTo(pass.Pkg))}})
		}
		return
	}
}
