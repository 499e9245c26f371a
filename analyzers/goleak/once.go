package goleak

import (
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
)

// runsOnce reports whether a function is func main, or a step of it that it runs
// once: what it leaves behind does not add up, and soon the process ends.
func (c *checker) runsOnce(fn *ssa.Function) bool {
	for range 10 {
		if flow.IsCommand(fn) {
			return true
		}
		if fn.Pkg == nil || fn.Parent() != nil {
			return false
		}
		if fn.Pkg.Pkg.Name() == "main" && fn.Signature.Recv() == nil && fn.Name() == "main" {
			return true
		}
		if obj := fn.Object(); fn.Pkg.Pkg.Name() != "main" && (obj == nil || obj.Exported()) {
			return false // others may call it
		}
		call := c.onlyCall(fn)
		if call == nil || flow.LoopsOf(call.Parent()).Depth(call.Block()) > 0 {
			return false
		}
		fn = call.Parent()
	}
	return false
}

// onlyCall returns the call of a function if it is used nowhere else.
func (c *checker) onlyCall(fn *ssa.Function) *ssa.Call {
	var only *ssa.Call
	for _, f := range c.funcs.Funcs {
		for _, b := range f.Blocks {
			for _, instr := range b.Instrs {
				for _, v := range instr.Operands(nil) {
					if *v != ssa.Value(fn) {
						continue
					}
					call, ok := instr.(*ssa.Call)
					if !ok || only != nil || call.Call.StaticCallee() != fn {
						return nil
					}
					only = call
				}
			}
		}
	}
	return only
}
