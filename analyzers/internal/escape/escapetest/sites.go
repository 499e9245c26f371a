// Package escapetest compares the answers of package escape with those of the
// compiler, and makes the table of the standard library.
package escapetest

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"reflect"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/escape"
	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
)

// A Site is one allocation in the source.
type Site struct {
	Kind    string
	Pos     token.Position // where the compiler reports it
	Verdict escape.Verdict
}

// collector lists the sites of a package, and those whose position in the
// compiler's terms is not known.
var collector = &analysis.Analyzer{
	Name:       "sites",
	Doc:        "list allocations",
	Run:        collect,
	Requires:   []*analysis.Analyzer{flow.Analyzer, escape.Analyzer},
	ResultType: reflect.TypeFor[*sites](),
}

type sites struct {
	list     []Site
	unplaced map[string]int // by kind
}

func collect(pass *analysis.Pass) (any, error) {
	result := pass.ResultOf[escape.Analyzer].(*escape.Result)
	ix := newIndex(pass.Files)
	s := &sites{unplaced: make(map[string]int)}
	for _, fn := range pass.ResultOf[flow.Analyzer].(*flow.Package).Funcs {
		if isGeneric(fn) || fn.Synthetic != "" {
			continue
		}
		for _, block := range fn.Blocks {
			for _, instr := range block.Instrs {
				v, ok := instr.(ssa.Value)
				if !ok {
					continue
				}
				kind := kindOf(result, v)
				if kind == "" {
					continue
				}
				pos := ix.compilerPos(v)
				if !pos.IsValid() {
					s.unplaced[kind]++
					continue
				}
				s.list = append(s.list, Site{kind, pass.Fset.Position(pos), result.Escapes(v)})
			}
		}
	}
	return s, nil
}

func isGeneric(fn *ssa.Function) bool {
	for ; fn != nil; fn = fn.Parent() {
		if fn.TypeParams().Len() > 0 || fn.Signature.RecvTypeParams().Len() > 0 {
			return true
		}
	}
	return false
}

// kindOf names the kind of allocation, "" where the compiler has no answer.
func kindOf(r *escape.Result, v ssa.Value) string {
	switch v := v.(type) {
	case *ssa.MakeInterface:
		if _, ok := v.X.(*ssa.Const); !ok && !r.IsFree(v.X.Type()) {
			return "boxing"
		}
	case *ssa.MakeClosure:
		if v.Fn.(*ssa.Function).Synthetic == "" {
			return "closure"
		}
	case *ssa.MakeSlice:
		return "make"
	case *ssa.MakeMap:
		return "map"
	case *ssa.Convert:
		if c, ok := v.X.(*ssa.Const); ok && c.Value != nil && c.Value.Kind() == constant.String && constant.StringVal(c.Value) == "" {
			return ""
		}
		if isText(v.Type()) && isText(v.X.Type()) {
			return "string"
		}
	case *ssa.Alloc:
		return kindOfAlloc(v)
	}
	return ""
}

func isText(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return u.Info()&types.IsString != 0
	case *types.Slice:
		return true
	}
	return false
}

func kindOfAlloc(v *ssa.Alloc) string {
	switch v.Comment {
	case "new":
		return "new"
	case "makeslice":
		return "make"
	case "slicelit":
		return "slicelit"
	case "varargs":
		if isAppended(v) {
			return ""
		}
		return "varargs"
	case "complit":
		if v.Heap {
			return "ptrlit"
		}
		return ""
	}
	if v.Pos().IsValid() && !strings.Contains(v.Comment, ".") {
		return "variable"
	}
	return ""
}

// isAppended reports whether the array of arguments is append's, which copies
// them without making the array.
func isAppended(v *ssa.Alloc) bool {
	call := consumer(v)
	if call == nil {
		return false
	}
	_, ok := call.Common().Value.(*ssa.Builtin)
	return ok
}

// consumer is the call that the array of variadic arguments is made for.
func consumer(v *ssa.Alloc) ssa.CallInstruction {
	for _, ref := range *v.Referrers() {
		slice, ok := ref.(*ssa.Slice)
		if !ok {
			continue
		}
		for _, ref := range *slice.Referrers() {
			if call, ok := ref.(ssa.CallInstruction); ok {
				return call
			}
		}
	}
	return nil
}

// An index finds syntax by the positions that SSA instructions carry.
type index struct {
	calls   map[token.Pos]*ast.CallExpr
	returns map[token.Pos]*ast.ReturnStmt
	sends   map[token.Pos]*ast.SendStmt
	addrs   map[token.Pos]token.Pos // brace of T{} in &T{}
	assigns map[token.Pos]ast.Expr  // position of an assigned operand
}

func newIndex(files []*ast.File) *index {
	ix := &index{
		calls:   make(map[token.Pos]*ast.CallExpr),
		returns: make(map[token.Pos]*ast.ReturnStmt),
		sends:   make(map[token.Pos]*ast.SendStmt),
		addrs:   make(map[token.Pos]token.Pos),
		assigns: make(map[token.Pos]ast.Expr),
	}
	for _, f := range files {
		ast.Inspect(f, ix.add)
	}
	return ix
}

func (ix *index) add(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.CallExpr:
		ix.calls[n.Lparen] = n
	case *ast.ReturnStmt:
		ix.returns[n.Return] = n
	case *ast.SendStmt:
		ix.sends[n.Arrow] = n
	case *ast.UnaryExpr:
		if lit, ok := ast.Unparen(n.X).(*ast.CompositeLit); ok && n.Op == token.AND {
			ix.addrs[lit.Lbrace] = n.OpPos
		}
	case *ast.KeyValueExpr:
		ix.assigns[n.Colon] = n.Value
	case *ast.CompositeLit:
		for _, e := range n.Elts {
			ix.assigns[e.Pos()] = e
		}
	case *ast.AssignStmt:
		if len(n.Lhs) == len(n.Rhs) {
			for i, e := range n.Lhs {
				ix.assigns[targetPos(e)] = n.Rhs[i]
			}
		}
	}
	return true
}

// compilerPos is the position at which the compiler reports the allocation.
func (ix *index) compilerPos(v ssa.Value) token.Pos {
	switch v := v.(type) {
	case *ssa.MakeInterface:
		return ix.boxed(v)
	case *ssa.MakeClosure:
		return v.Fn.Pos()
	case *ssa.Convert:
		if call := ix.calls[v.Pos()]; call != nil && len(call.Args) == 1 {
			return exprPos(call.Args[0])
		}
	case *ssa.Alloc:
		if v.Comment == "varargs" {
			if call := consumer(v); call != nil {
				return call.Pos()
			}
			return token.NoPos
		}
		if amp := ix.addrs[v.Pos()]; amp.IsValid() && v.Comment == "complit" {
			return amp
		}
	}
	return v.Pos()
}

// boxed is the position of the operand of a conversion to an interface, which
// is found through its only use.
func (ix *index) boxed(v *ssa.MakeInterface) token.Pos {
	if call := ix.calls[v.Pos()]; call != nil && len(call.Args) == 1 {
		return exprPos(call.Args[0])
	}
	refs := *v.Referrers()
	if len(refs) != 1 {
		return token.NoPos
	}
	switch ref := refs[0].(type) {
	case ssa.CallInstruction:
		return ix.argument(ref, v)
	case *ssa.Return:
		stmt := ix.returns[ref.Pos()]
		for i, r := range ref.Results {
			if r == v && stmt != nil && i < len(stmt.Results) && len(stmt.Results) == len(ref.Results) {
				return exprPos(stmt.Results[i])
			}
		}
	case *ssa.Send:
		if stmt := ix.sends[ref.Pos()]; stmt != nil {
			return exprPos(stmt.Value)
		}
	case *ssa.Store:
		return ix.stored(ref)
	case *ssa.MapUpdate:
		if e := ix.assigns[ref.Pos()]; e != nil && ref.Value == v {
			return exprPos(e)
		}
	}
	return token.NoPos
}

func (ix *index) stored(store *ssa.Store) token.Pos {
	if e := ix.assigns[store.Pos()]; e != nil {
		return exprPos(e)
	}
	addr, ok := store.Addr.(*ssa.IndexAddr)
	if !ok {
		return token.NoPos
	}
	array, ok := addr.X.(*ssa.Alloc)
	i, isConst := addr.Index.(*ssa.Const)
	if !ok || !isConst || array.Comment != "varargs" {
		return token.NoPos
	}
	if call := consumer(array); call != nil {
		if syntax := ix.calls[call.Pos()]; syntax != nil {
			fixed := call.Common().Signature().Params().Len() - 1
			if n := fixed + int(i.Int64()); n < len(syntax.Args) {
				return exprPos(syntax.Args[n])
			}
		}
	}
	return token.NoPos
}

func (ix *index) argument(instr ssa.CallInstruction, v ssa.Value) token.Pos {
	syntax, call := ix.calls[instr.Pos()], instr.Common()
	if syntax == nil {
		return token.NoPos
	}
	shift := 0
	if !call.IsInvoke() && call.Signature().Recv() != nil {
		shift = 1
	}
	for i, arg := range call.Args {
		if n := i - shift; arg == v && n >= 0 && n < len(syntax.Args) {
			return exprPos(syntax.Args[n])
		}
	}
	return token.NoPos
}

// targetPos is the position of a store to e in SSA form.
func targetPos(e ast.Expr) token.Pos {
	switch e := ast.Unparen(e).(type) {
	case *ast.SelectorExpr:
		return e.Sel.Pos()
	case *ast.IndexExpr:
		return e.Lbrack
	case *ast.StarExpr:
		return e.Star
	}
	return e.Pos()
}

// exprPos is the position of an expression in cmd/compile/internal/syntax.
func exprPos(e ast.Expr) token.Pos {
	switch e := ast.Unparen(e).(type) {
	case *ast.CallExpr:
		return e.Lparen
	case *ast.SelectorExpr:
		return e.Sel.Pos() - 1
	case *ast.IndexExpr:
		return e.Lbrack
	case *ast.IndexListExpr:
		return e.Lbrack
	case *ast.SliceExpr:
		return e.Lbrack
	case *ast.TypeAssertExpr:
		return e.Lparen - 1
	case *ast.BinaryExpr:
		return e.OpPos
	case *ast.CompositeLit:
		return e.Lbrace
	}
	return e.Pos()
}
