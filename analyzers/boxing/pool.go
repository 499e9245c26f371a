package boxing

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

// pool reports sync.Pool.Put of what is not a pointer.
func (c *checker) pool(call *ssa.Call, syntax *ast.CallExpr) bool {
	if !isFunc(&call.Call, "(*sync.Pool).Put") || len(syntax.Args) != 1 {
		return false
	}
	mi, ok := call.Call.Args[1].(*ssa.MakeInterface)
	cost := c.cost(call.Call.Args[1])
	if !ok || cost == "" {
		return false
	}
	c.Report(report.Finding{
		At:   syntax.Args[0],
		Kind: poolPut,
		Args: []any{"the " + kindOf(mi.X.Type()), cost},
	})
	return true
}

// kindOf names the kind of a type for a reader.
func kindOf(t types.Type) string {
	switch u := t.Underlying().(type) {
	case *types.Slice:
		return "slice"
	case *types.Struct:
		return "struct"
	case *types.Array:
		return "array"
	case *types.Basic:
		return u.Name()
	}
	return "value"
}
