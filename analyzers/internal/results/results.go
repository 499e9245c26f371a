// Package results is the engine that knows what functions return together:
// which results are nil whenever the error is not.
//
// It is a convention that a failing function returns nothing else, and there
// are many exceptions: parsers return what they have understood, readers what
// they have read. So the engine looks at every return statement. What the
// standard library does comes from a table.
package results

import (
	"go/types"
	"reflect"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
)

// Analyzer computes a *Result and exports a fact for each such function.
var Analyzer = &analysis.Analyzer{
	Name:       "results",
	Doc:        "find results that are nil whenever the error is not",
	Run:        run,
	Requires:   []*analysis.Analyzer{flow.Analyzer},
	FactTypes:  []analysis.Fact{new(nilOnError)},
	ResultType: reflect.TypeFor[*Result](),
}

// nilOnError has a bit for each result that is nil whenever the last one, an
// error, is not.
type nilOnError struct{ Mask uint64 }

func (*nilOnError) AFact()         {}
func (*nilOnError) String() string { return "nil on error" }

// A Result answers for the functions of a package and those it mentions. It
// does not change any more and may be asked by several checks at once.
type Result struct {
	pass   *analysis.Pass
	bodies map[*types.Func]*ssa.Function // of the package
	masks  map[*types.Func]uint64
}

// NilOnError reports whether the result with the index is nil whenever the last
// result of the function, an error, is not.
func (r *Result) NilOnError(fn *types.Func, index int) bool {
	return fn != nil && index < 64 && r.masks[fn.Origin()]&(1<<index) != 0
}

func run(pass *analysis.Pass) (any, error) {
	r := &Result{pass, make(map[*types.Func]*ssa.Function), make(map[*types.Func]uint64)}
	funcs := pass.ResultOf[flow.Analyzer].(*flow.Package).Funcs
	for _, fn := range funcs {
		if obj, ok := fn.Object().(*types.Func); ok {
			r.bodies[obj] = fn
		}
	}
	for _, fn := range funcs {
		if obj, ok := fn.Object().(*types.Func); ok {
			if mask := r.mask(obj); mask != 0 {
				pass.ExportObjectFact(obj, &nilOnError{mask})
			}
		}
	}
	for _, obj := range pass.TypesInfo.Uses {
		if fn, ok := obj.(*types.Func); ok {
			r.mask(fn.Origin())
		}
	}
	r.pass, r.bodies = nil, nil // facts must not be asked for when this run is over
	return r, nil
}

func (r *Result) mask(fn *types.Func) uint64 {
	mask, known := r.masks[fn]
	if known {
		return mask
	}
	r.masks[fn] = 0 // what a recursive call is taken for
	mask = candidates(fn.Signature())
	switch body := r.bodies[fn]; {
	case mask == 0:
	case body != nil:
		mask = r.returns(body, mask)
	case fn.Pkg() == nil || fn.Pkg() == r.pass.Pkg:
		mask = 0
	case !know.NilOnError(fn):
		var fact nilOnError
		r.pass.ImportObjectFact(fn, &fact)
		mask &= fact.Mask
	}
	r.masks[fn] = mask
	return mask
}

// candidates are the results that can be nil, before a last one of type error.
func candidates(sig *types.Signature) (mask uint64) {
	last := sig.Results().Len() - 1
	if last < 1 || last > 63 || !types.Identical(sig.Results().At(last).Type(), types.Universe.Lookup("error").Type()) {
		return 0
	}
	for i := range last {
		t := sig.Results().At(i).Type()
		if _, ok := types.Unalias(t).(*types.TypeParam); ok {
			continue
		}
		switch t.Underlying().(type) {
		case *types.Pointer, *types.Interface, *types.Map, *types.Slice, *types.Chan, *types.Signature:
			mask |= 1 << i
		}
	}
	return mask
}

// returns goes through the return statements. A function that never fails has
// nothing to say.
func (r *Result) returns(fn *ssa.Function, mask uint64) uint64 {
	fails := false
	for _, b := range fn.Blocks {
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if !ok {
			continue
		}
		last := len(ret.Results) - 1
		err := ret.Results[last]
		fails = fails || !flow.IsNil(err)
		for i, v := range ret.Results[:last] {
			if mask&(1<<i) != 0 && !r.together(v, err, ret, 0) {
				mask &^= 1 << i
			}
		}
	}
	if !fails || fn.Recover != nil {
		return 0
	}
	return mask
}

// maxPhis bounds how far values are followed back through merging paths.
const maxPhis = 4

// together reports whether v is nil at the instruction, or err is.
func (r *Result) together(v, err ssa.Value, at ssa.Instruction, depth int) bool {
	if flow.IsNil(v) || flow.IsNil(err) {
		return true
	}
	if _, isNil := flow.Tested(err, at); isNil {
		return true
	}
	if _, isNil := flow.Tested(v, at); isNil {
		return true
	}
	if a, ok := v.(*ssa.Extract); ok {
		b, ok := err.(*ssa.Extract)
		call, isCall := a.Tuple.(*ssa.Call)
		if !ok || !isCall || a.Tuple != b.Tuple {
			return false
		}
		fn := flow.Callee(call.Common())
		return fn != nil && b.Index == fn.Signature().Results().Len()-1 && r.mask(fn.Origin())&(1<<a.Index) != 0
	}
	phi, ok := err.(*ssa.Phi)
	if !ok || depth == maxPhis {
		return false
	}
	other, isPhi := v.(*ssa.Phi)
	for i, edge := range phi.Edges {
		pred := phi.Block().Preds[i]
		w := v
		if isPhi && other.Block() == phi.Block() {
			w = other.Edges[i]
		}
		if !r.together(w, edge, pred.Instrs[len(pred.Instrs)-1], depth+1) {
			return false
		}
	}
	return true
}
