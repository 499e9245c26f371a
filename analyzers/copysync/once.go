package copysync

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/place"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

// inDo reports writes to a Once in the function that its Do runs.
func (c *checker) inDo(w *writer, do op) {
	fn, args := doTarget(do)
	if fn == nil {
		return
	}
	for _, wr := range w.of(fn) {
		at := wr.at
		if i := slices.IndexFunc(fn.Params, func(p *ssa.Parameter) bool { return p == at.Root }); i >= 0 {
			if i >= len(args) {
				continue
			}
			arg, ok := place.Of(args[i])
			if !ok {
				continue
			}
			at = at.In(arg)
		}
		if at.Contains(do.at) {
			rng := c.source(wr.pos)
			c.reportCrash(report.Finding{At: rng, Kind: overwrittenOnce, Related: c.via(wr),
				Args: []any{c.object(do), c.Line(rng.Pos(), do.instr.Pos())}})
		}
	}
}

// doTarget is the function that Do runs: a literal, a function, or the method
// of a method value with its receiver.
func doTarget(do op) (fn *ssa.Function, args []ssa.Value) {
	call := do.instr.(ssa.CallInstruction).Common()
	if len(call.Args) != 2 {
		return nil, nil
	}
	switch f := call.Args[1].(type) {
	case *ssa.Function:
		return f, nil
	case *ssa.MakeClosure:
		lit := f.Fn.(*ssa.Function)
		if lit.Parent() != nil {
			return lit, nil
		}
		return boundMethod(lit), f.Bindings
	}
	return nil, nil
}

// boundMethod is the method that the wrapper of a method value calls.
func boundMethod(wrapper *ssa.Function) *ssa.Function {
	obj, ok := wrapper.Object().(*types.Func)
	if !ok {
		return nil
	}
	return wrapper.Prog.FuncValue(obj)
}
