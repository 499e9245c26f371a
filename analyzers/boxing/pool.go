package boxing

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

// pool reports sync.Pool.Put of what is not a pointer, in a loop or not: a pool
// is there for code that runs often.
func (c *checker) pool(instr ssa.CallInstruction) {
	call := instr.Common()
	if !isFunc(call, "(*sync.Pool).Put") {
		return
	}
	mi, ok := call.Args[1].(*ssa.MakeInterface)
	cost := c.cost(call.Args[1])
	if !ok || cost == "" {
		return
	}
	if syntax := c.syntax(instr); syntax != nil && len(syntax.Args) == 1 {
		c.Report(report.Finding{
			At:   syntax.Args[0],
			Kind: poolPut,
			Args: []any{"the " + kindOf(mi.X.Type()), cost},
		})
	}
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
