package boxing

import (
	"go/ast"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

// sort reports sort.Slice.
func (c *checker) sort(call *ssa.Call, syntax *ast.CallExpr) bool {
	if !isFunc(&call.Call, "sort.Slice") || c.cost(call.Call.Args[0]) == "" {
		return false
	}
	c.Report(report.Finding{At: syntax.Fun, Kind: sortSlice, Since: "go1.21"})
	return true
}
