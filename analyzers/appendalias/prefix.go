package appendalias

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/calls"
	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

var prefix = &report.Kind{ID: "prefix",
	Format: "%s appends to it (%s) and so overwrites what %s has behind the %s elements, which is used at %s: give it no room, %s"}

// checkPrefix reports a call that gives the front of a slice to a function of the
// package that appends to it, where the rest is used afterwards.
func checkPrefix(pass *report.Pass, call *ssa.Call) {
	callee := call.Call.StaticCallee()
	if callee == nil || len(callee.Blocks) == 0 || len(callee.Params) != len(call.Call.Args) || callee.Pkg != call.Parent().Pkg || len(*call.Referrers()) == 0 {
		return
	}
	for i, arg := range call.Call.Args {
		s, ok := arg.(*ssa.Slice)
		if !ok || s.High == nil || s.Max != nil || isZero(s.High) || isLenOf(s.High, s.X) {
			continue
		}
		if _, ok := s.X.Type().Underlying().(*types.Slice); !ok {
			continue
		}
		grown := appendTo(callee.Params[i])
		if grown == nil {
			continue
		}
		if use := restUsed(s.X, call); use != nil {
			c := pass.ResultOf[calls.Analyzer].(*calls.Index).At(call.Pos())
			if c == nil || c.Lparen != call.Pos() {
				return
			}
			at := argument(c, i, callee.Signature.Recv() != nil)
			if at == nil {
				return
			}
			high := types.ExprString(at.High)
			pass.Report(report.Finding{At: at, Kind: prefix, Args: []any{
				callee.Name(), pass.Line(at.Pos(), grown.Pos()), types.ExprString(at.X), high, pass.Line(at.Pos(), use.Pos()),
				types.ExprString(at.X) + "[:" + high + ":" + high + "]"}})
		}
	}
}

// appendTo is an append to the parameter whose result is returned, nil if there is none.
func appendTo(p *ssa.Parameter) *ssa.Call {
	for _, ref := range *p.Referrers() {
		call, ok := ref.(*ssa.Call)
		if !ok || !isAppend(call) || call.Call.Args[0] != p || addsNothing(call) {
			continue
		}
		for _, ref := range *call.Referrers() {
			if _, ok := ref.(*ssa.Return); ok {
				return call
			}
		}
	}
	return nil
}

// restUsed is an instruction that looks at all of the slice, or at what is behind
// the prefix, after the call.
func restUsed(slice ssa.Value, call *ssa.Call) ssa.Instruction {
	def, _ := slice.(ssa.Instruction)
	for _, ref := range *slice.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Slice:
			if ref.High != nil || ref.Low == nil {
				continue // the front, or a name for all of it
			}
		case *ssa.Call:
			if isLen(ref) || ref == call {
				continue
			}
		case *ssa.IndexAddr:
			if !isRanged(ref.Index) {
				continue // perhaps of the front
			}
		case *ssa.Return:
		default:
			continue
		}
		if ref.Pos().IsValid() && flow.Reaches(flow.After(call), func(i ssa.Instruction) bool { return i == ref },
			func(i ssa.Instruction) bool { return i == call || def != nil && i == def }) {
			return ref
		}
	}
	return nil
}

// isLenOf recognizes len(s).
func isLenOf(v, s ssa.Value) bool {
	call, ok := v.(*ssa.Call)
	return ok && isBuiltin(call, "len") && call.Call.Args[0] == s
}

// isRanged recognizes the index of a range loop.
func isRanged(index ssa.Value) bool {
	sum, ok := index.(*ssa.BinOp)
	if !ok {
		return false
	}
	phi, ok := sum.X.(*ssa.Phi)
	return ok && phi.Comment == "rangeindex"
}

// argument is the slice expression that is the i-th argument, the receiver being
// the first.
func argument(call *ast.CallExpr, i int, method bool) *ast.SliceExpr {
	if method {
		i--
	}
	if i < 0 || i >= len(call.Args) {
		return nil
	}
	s, _ := ast.Unparen(call.Args[i]).(*ast.SliceExpr)
	return s
}
