package typednil

import (
	"fmt"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/paths"
)

// canBeNil is a cheap test: the pointer is the constant nil, or one of several
// values of which one is, or what a function of the package returns.
func canBeNil(v ssa.Value) bool {
	seen := make(map[*ssa.Phi]bool)
	var visit func(ssa.Value) bool
	visit = func(v ssa.Value) bool {
		switch v := v.(type) {
		case *ssa.Const:
			return v.IsNil()
		case *ssa.Phi:
			if seen[v] {
				return false
			}
			seen[v] = true
			for _, e := range v.Edges {
				if visit(e) {
					return true
				}
			}
		}
		return nilReturn(v) != nil
	}
	return visit(v)
}

// nilPath says on which path the pointer is nil where it becomes the
// interface, "" if there is none that is known to happen.
func (c *checker) nilPath(mi *ssa.MakeInterface, at token.Pos) (why string) {
	search := &paths.Search{
		From:   flow.Entry(mi.Parent()),
		Effect: func(ssa.Instruction) []paths.Alt { return nil },
		End:    func(instr ssa.Instruction) bool { return instr == mi },
	}
	if phi, ok := mi.X.(*ssa.Phi); ok {
		search.Phis = []*ssa.Phi{phi}
	}
	complete := search.Each(func(p *paths.Path) bool {
		if p.Last != mi {
			return true
		}
		v := p.Resolve(mi.X)
		if isNil, known := p.IsNil(mi.X); known && !isNil {
			return true
		}
		switch v := v.(type) {
		case *ssa.Const:
			if v.IsNil() && !judged(mi) {
				why = "this pointer is nil"
				if phi, ok := mi.X.(*ssa.Phi); ok && phi.Comment != "" && phi.Pos().IsValid() {
					why = fmt.Sprintf("%s may still be nil as it was made at %s", phi.Comment, c.Line(at, phi.Pos()))
				}
			}
		default:
			if ret := nilReturn(v); ret != nil && unasked(v, mi) && !onlyForNil(ret, callOf(v)) {
				why = fmt.Sprintf("%s returns nil at %s", callOf(v).Call.StaticCallee().Name(), c.Line(at, ret.Pos()))
			}
		}
		return why == ""
	})
	if !complete && why == "" {
		c.Debugf(at, "gave up: too many paths")
	}
	return why
}

// callOf is the call whose result the value is, or nil.
func callOf(v ssa.Value) *ssa.Call {
	if x, ok := v.(*ssa.Extract); ok {
		v = x.Tuple
	}
	call, _ := v.(*ssa.Call)
	return call
}

// nilReturn finds the return statement that gives the value as the constant nil,
// for errors that a function of the package returns.
func nilReturn(v ssa.Value) *ssa.Return {
	call := callOf(v)
	if call == nil || call.Call.StaticCallee() == nil || !types.Implements(v.Type(), errorType) {
		return nil
	}
	i := 0
	if x, ok := v.(*ssa.Extract); ok {
		i = x.Index
	}
	for _, b := range call.Call.StaticCallee().Blocks {
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if !ok || i >= len(ret.Results) || !ret.Pos().IsValid() {
			continue
		}
		if k, ok := ret.Results[i].(*ssa.Const); ok && k.IsNil() {
			return ret
		}
	}
	return nil
}

// unasked reports whether the function goes from the call to the
// interface whatever the call returns, and calls it whatever its arguments are:
// who asks about either may know that the pointer is not nil.
func unasked(v ssa.Value, mi *ssa.MakeInterface) bool {
	call := callOf(v)
	asked := map[ssa.Value]bool{call: true, v: true}
	for _, arg := range call.Call.Args {
		asked[arg] = true
	}
	if refs := call.Referrers(); refs != nil {
		for _, ref := range *refs {
			if x, ok := ref.(*ssa.Extract); ok {
				asked[x] = true
			}
		}
	}
	for b := mi.Block(); b.Idom() != nil; b = b.Idom() {
		idom := b.Idom()
		if cond, ok := idom.Instrs[len(idom.Instrs)-1].(*ssa.If); ok && dependsOn(cond.Cond, asked, 0) {
			return false
		}
	}
	return true
}

// judged reports whether the interface is made where a function that was asked about the
// pointer has said so: it may have looked for nil.
func judged(mi *ssa.MakeInterface) bool {
	phi, ok := mi.X.(*ssa.Phi)
	if !ok {
		return false
	}
	for b := mi.Block().Idom(); b != nil; b = b.Idom() {
		cond, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
		if !ok {
			continue
		}
		if call, ok := cond.Cond.(*ssa.Call); ok && slices.Contains(call.Call.Args, ssa.Value(phi)) {
			return true
		}
	}
	return false
}

// onlyForNil reports whether the function returns nil where a parameter is nil, and
// this call gives it something else.
func onlyForNil(ret *ssa.Return, call *ssa.Call) bool {
	for b := ret.Block(); b.Idom() != nil; b = b.Idom() {
		cond, ok := b.Idom().Instrs[len(b.Idom().Instrs)-1].(*ssa.If)
		if !ok {
			continue
		}
		v, ifNil, _ := flow.NilTest(cond)
		i := slices.IndexFunc(ret.Parent().Params, func(p *ssa.Parameter) bool { return v == ssa.Value(p) })
		if i >= 0 && ifNil == b && i < len(call.Call.Args) && isMade(call.Call.Args[i]) {
			return true
		}
	}
	return false
}

// isMade reports whether the value is surely not nil.
func isMade(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.MakeInterface, *ssa.Alloc:
		return true
	case *ssa.Call:
		fn := flow.StaticCallee(&v.Call)
		return know.Is(fn, "errors.New") || know.Is(fn, "fmt.Errorf")
	}
	return false
}

// dependsOn reports whether the value is computed from one of the others, or
// from something too far away to say.
func dependsOn(v ssa.Value, on map[ssa.Value]bool, depth int) bool {
	if _, ok := v.(*ssa.Const); ok {
		return false
	}
	if on[v] || depth > 5 {
		return true
	}
	instr, ok := v.(ssa.Instruction)
	if !ok {
		return false
	}
	if _, ok := v.(*ssa.Alloc); ok {
		return false
	}
	for _, op := range instr.Operands(nil) {
		if *op != nil && dependsOn(*op, on, depth+1) {
			return true
		}
	}
	return false
}
