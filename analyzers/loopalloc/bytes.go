package loopalloc

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/escape"
	"github.com/gocorelint/gocorelint/analyzers/internal/expr"
	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/typeis"
)

var (
	conversion = &report.Kind{ID: "conversion",
		Format: "%s copies the same string in each iteration (loop at %s): convert it once, in front of the loop"}
	buffer = &report.Kind{ID: "buffer",
		Format: "this makes a buffer of %d bytes on the heap in each iteration (loop at %s), and nothing keeps it: make it once, in front of the loop"}
)

// conversion reports []byte(s) for Write, where s is the same in each iteration. A
// Write neither changes nor keeps its argument.
func (c *checker) conversion(v *ssa.Convert, loop *flow.Loop) {
	if instr, ok := v.X.(ssa.Instruction); ok && loop.Contains(instr.Block()) {
		return
	}
	refs := *v.Referrers()
	if len(refs) != 1 {
		return
	}
	call, ok := refs[0].(*ssa.Call)
	if !ok || !isIO(&call.Call, "Write") || c.esc.Escapes(v) != escape.Heap {
		return
	}
	if fn := flow.StaticCallee(&call.Call); fn != nil && fn.Pkg() != nil && fn.Pkg().Path() == "bufio" {
		return // boxing has a better way
	}
	syntax := expr.Enclosing[*ast.CallExpr](c.root, v.Pos())
	if syntax == nil || syntax.Lparen != v.Pos() {
		return
	}
	if stmt := c.around(syntax); stmt != nil {
		c.Report(report.Finding{At: syntax, Kind: conversion, Args: []any{types.ExprString(syntax), c.Line(syntax.Pos(), stmt.Pos())}})
	}
}

// buffer reports make([]byte, n), and a variable of type [n]byte, that is filled by
// Read and kept by nobody.
func (c *checker) buffer(array *ssa.Alloc) {
	size := arrayOf(array)
	if size == 0 || c.esc.Escapes(array) != escape.Heap {
		return
	}
	filled := false
	for _, ref := range *array.Referrers() {
		s, ok := ref.(*ssa.Slice)
		if !ok {
			return
		}
		scratch, read := isScratch(s, 0)
		if !scratch {
			return
		}
		filled = filled || read
	}
	var at ast.Node = expr.Enclosing[*ast.CallExpr](c.root, array.Pos())
	if array.Comment != "makeslice" {
		at = expr.Enclosing[*ast.Ident](c.root, array.Pos())
	}
	if !filled || at == ast.Node((*ast.CallExpr)(nil)) || at == ast.Node((*ast.Ident)(nil)) {
		return
	}
	if stmt := c.around(at); stmt != nil {
		c.Report(report.Finding{At: at, Kind: buffer, Args: []any{size, c.Line(at.Pos(), stmt.Pos())}})
	}
}

// arrayOf is the length of the array of bytes that is allocated, 0 if it is
// something else.
func arrayOf(alloc *ssa.Alloc) int64 {
	if !alloc.Heap {
		return 0
	}
	a, ok := alloc.Type().Underlying().(*types.Pointer).Elem().Underlying().(*types.Array)
	if !ok || !types.Identical(a.Elem(), types.Typ[types.Byte]) {
		return 0
	}
	return a.Len()
}

// isScratch reports whether the bytes are filled by Read, looked at or copied only,
// and whether Read does.
func isScratch(v ssa.Value, depth int) (scratch, filled bool) {
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.DebugRef:
		case *ssa.Slice:
			scratch, read := isScratch(ref, depth+1)
			if depth > 3 || !scratch {
				return false, false
			}
			filled = filled || read
		case *ssa.Convert:
			if !typeis.String(ref.Type()) {
				return false, false
			}
		case *ssa.IndexAddr:
			for _, use := range *ref.Referrers() {
				if load, ok := use.(*ssa.UnOp); !ok || load.Op != token.MUL {
					return false, false
				}
			}
		case *ssa.Call:
			b, ok := ref.Call.Value.(*ssa.Builtin)
			switch {
			case ok && (b.Name() == "len" || b.Name() == "cap"):
			case ok && (b.Name() == "append" || b.Name() == "copy") && ref.Call.Args[0] != v:
			case isIO(&ref.Call, "Write"):
			case isIO(&ref.Call, "Read"):
				filled = true
			default:
				return false, false
			}
		default:
			return false, false
		}
	}
	return true, filled
}

// isIO reports whether the call is of a method of the name with the signature of
// io.Reader and io.Writer.
func isIO(call *ssa.CallCommon, name string) bool {
	fn := flow.Callee(call)
	if fn == nil || fn.Name() != name || fn.Signature().Recv() == nil {
		return false
	}
	sig := fn.Signature()
	return sig.Params().Len() == 1 && sig.Results().Len() == 2 && types.Identical(sig.Params().At(0).Type(), types.NewSlice(types.Typ[types.Byte])) &&
		types.Identical(sig.Results().At(1).Type(), types.Universe.Lookup("error").Type())
}
