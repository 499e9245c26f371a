package flow

import (
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/typeis"
)

// RequestOf is the request that a handler of package http gets, nil if the function is none.
func RequestOf(fn *ssa.Function) *ssa.Parameter {
	n := len(fn.Params)
	if n < 2 || len(fn.Blocks) == 0 || fn.Signature.Results().Len() > 0 || fn.Signature.Params().Len() != 2 ||
		!typeis.Named(fn.Params[n-2].Type(), "net/http.ResponseWriter") || !typeis.Named(fn.Params[n-1].Type(), "*net/http.Request") {
		return nil
	}
	return fn.Params[n-1]
}
