package copysync

import (
	"go/ast"
	"go/types"

	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

var generic = &report.Kind{ID: "generic", Format: "%s copies %s (%s): %s; instantiate it with a pointer"}

// instance reports the use of a generic function that copies values of a type
// parameter which stands for a type that must not be copied.
func (c *checker) instance(id *ast.Ident) {
	fn, ok := c.TypesInfo.Uses[id].(*types.Func)
	if !ok || c.copies == nil {
		return
	}
	t, p, place := c.copies.Copies(fn, c.typeArgs(id, fn), c.types)
	if p == nil {
		return
	}
	c.Report(report.Finding{At: id, Kind: generic, Args: []any{id.Name, c.describe(t, p), place, effect(p)}})
}

// typeArgs are the type arguments of a function, or of the receiver of a method.
func (c *checker) typeArgs(id *ast.Ident, fn *types.Func) *types.TypeList {
	if inst, ok := c.TypesInfo.Instances[id]; ok {
		return inst.TypeArgs
	}
	recv := fn.Signature().Recv()
	if recv == nil {
		return nil
	}
	t := types.Unalias(recv.Type())
	if ptr, ok := t.(*types.Pointer); ok {
		t = types.Unalias(ptr.Elem())
	}
	if named, ok := t.(*types.Named); ok {
		return named.TypeArgs()
	}
	return nil
}
