package loopalloc

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/escape"
	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
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
	syntax := enclosing[*ast.CallExpr](c.root, v.Pos())
	if syntax == nil || syntax.Lparen != v.Pos() {
		return
	}
	if stmt := c.around(syntax); stmt != nil {
		c.Report(report.Finding{At: syntax, Kind: conversion, Args: []any{types.ExprString(syntax), c.Line(syntax.Pos(), stmt.Pos())}})
	}
}

// buffer reports make([]byte, n) that is filled by Read and kept by nobody.
func (c *checker) buffer(v *ssa.Slice) {
	array, ok := v.X.(*ssa.Alloc)
	if !ok || array.Comment != "makeslice" || !isBytes(v.Type()) || c.esc.Escapes(array) != escape.Heap {
		return
	}
	if len(*array.Referrers()) != 1 || !isScratch(v, true, 0) {
		return
	}
	syntax := enclosing[*ast.CallExpr](c.root, array.Pos())
	if syntax == nil {
		return
	}
	if stmt := c.around(syntax); stmt != nil {
		size := array.Type().Underlying().(*types.Pointer).Elem().Underlying().(*types.Array).Len()
		c.Report(report.Finding{At: syntax, Kind: buffer, Args: []any{size, c.Line(syntax.Pos(), stmt.Pos())}})
	}
}

// isScratch reports whether the bytes are filled by Read, and looked at or copied only.
func isScratch(v ssa.Value, whole bool, depth int) bool {
	filled := false
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.DebugRef:
		case *ssa.Slice:
			if depth > 3 || !isScratch(ref, false, depth+1) {
				return false
			}
		case *ssa.Convert:
			if !isString(ref.Type()) {
				return false
			}
		case *ssa.IndexAddr:
			for _, use := range *ref.Referrers() {
				if load, ok := use.(*ssa.UnOp); !ok || load.Op != token.MUL {
					return false
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
				return false
			}
		default:
			return false
		}
	}
	return filled || !whole
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
