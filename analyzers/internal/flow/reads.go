package flow

import (
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/typeis"
)

// ReadsInto returns the argument that a reader is to fill, nil for other calls.
func ReadsInto(call *ssa.CallCommon) ssa.Value {
	var fn *types.Func
	args := call.Args
	if call.IsInvoke() {
		fn = call.Method
	} else if callee := call.StaticCallee(); callee != nil {
		fn, _ = callee.Object().(*types.Func)
		if know.Is(fn, "io.ReadFull") && len(args) == 2 {
			return args[1]
		}
		if len(args) > 0 {
			args = args[1:]
		}
	}
	if fn == nil || fn.Signature().Recv() == nil || !strings.HasPrefix(fn.Name(), "Read") || len(args) == 0 || !typeis.Bytes(args[0].Type()) {
		return nil
	}
	res := fn.Signature().Results()
	if res.Len() < 2 || !types.Identical(res.At(0).Type(), types.Typ[types.Int]) || !typeis.Error(res.At(res.Len()-1).Type()) {
		return nil
	}
	return args[0]
}
