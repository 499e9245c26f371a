// Package atomics is the engine that lists the operations of sync/atomic in a
// package, functions and methods alike.
package atomics

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ast/inspector"

	"github.com/gocorelint/gocorelint/analyzers/internal/calls"
)

// An Op is one operation: atomic.AddInt64(&x.n, 1) or x.n.Add(1).
type Op struct {
	calls.Call
	Verb   string     // Load, Store, Add, Swap, CompareAndSwap, And or Or
	Type   string     // Int64, Value, Pointer …
	Method bool       // x.n.Add(1)
	X      ast.Expr   // the variable, x.n; what holds its address where that is no &x.n
	Var    *types.Var // the field or variable that X names, nil if it is neither
	Values []ast.Expr // the other arguments
}

// Writes reports whether the operation may set the variable.
func (op *Op) Writes() bool { return op.Verb != "Load" }

// String is the operation's name as people write it: "atomic.AddInt64" or "Add".
func (op *Op) String() string {
	if op.Method {
		return op.Verb
	}
	return op.With(op.Verb)
}

// With names the operation on the same type that has another verb.
func (op *Op) With(verb string) string {
	if op.Method {
		return verb
	}
	return "atomic." + verb + op.Type
}

var (
	verbs     = []string{"Load", "Store", "Add", "Swap", "CompareAndSwap", "And", "Or"}
	functions = []string{"Int32", "Int64", "Uint32", "Uint64", "Uintptr", "Pointer"}
	methods   = slices.Concat([]string{"Bool", "Value"}, functions)
)

// Ops lists the operations in source order.
func Ops(info *types.Info, index *calls.Index) []*Op {
	var list []*Op
	for _, verb := range verbs {
		for _, typ := range functions {
			for _, call := range index.Of("sync/atomic." + verb + typ) {
				op := &Op{Call: call, Verb: verb, Type: typ, X: call.Args[0], Values: call.Args[1:]}
				if addr, ok := ast.Unparen(op.X).(*ast.UnaryExpr); ok && addr.Op == token.AND {
					op.X = addr.X
					op.Var = Variable(info, op.X)
				}
				list = append(list, op)
			}
		}
		for _, typ := range methods {
			full := "(*sync/atomic." + typ + ")." + verb
			if typ == "Pointer" {
				full = "(*sync/atomic.Pointer[T])." + verb
			}
			for _, call := range index.Of(full) {
				sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
				if !ok || info.Selections[sel] == nil || info.Selections[sel].Kind() != types.MethodVal {
					continue
				}
				list = append(list, &Op{Call: call, Verb: verb, Type: typ, Method: true, X: sel.X,
					Var: Variable(info, sel.X), Values: call.Args})
			}
		}
	}
	slices.SortFunc(list, func(a, b *Op) int { return int(a.Pos() - b.Pos()) })
	return list
}

// Variable is the field or variable that the expression names, nil for anything else.
func Variable(info *types.Info, e ast.Expr) *types.Var {
	var id *ast.Ident
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		id = e
	case *ast.SelectorExpr:
		id = e.Sel
	default:
		return nil
	}
	v, ok := info.ObjectOf(id).(*types.Var)
	if !ok {
		return nil
	}
	return v.Origin()
}

// Declaration is the declaration at the top level around the node.
func Declaration(cur inspector.Cursor) (decl ast.Node) {
	for d := range cur.Enclosing((*ast.FuncDecl)(nil), (*ast.GenDecl)(nil)) {
		decl = d.Node()
	}
	return decl
}

// File is the file around the node.
func File(cur inspector.Cursor) *ast.File {
	for file := range cur.Enclosing((*ast.File)(nil)) {
		return file.Node().(*ast.File)
	}
	return nil
}

// Lifecycle reports whether the declaration is a function that makes, resets or
// ends an object, by its name or place: whoever calls it has the object alone.
func Lifecycle(decl ast.Node) bool {
	fn, ok := decl.(*ast.FuncDecl)
	if !ok {
		return true // initialization of a package variable
	}
	name := strings.ToLower(fn.Name.Name)
	return slices.ContainsFunc(beginnings, func(s string) bool { return strings.HasPrefix(name, s) }) ||
		strings.HasSuffix(name, "init") || strings.HasSuffix(name, "reset")
}

var beginnings = []string{"init", "reset", "clear", "setup", "new", "make", "open", "connect", "dial", "parse", "start", "free", "recycle", "destroy", "restore", "clone", "copy"}
