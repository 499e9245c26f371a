package sendalias

import (
	"iter"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/chans"
	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/place"
	"github.com/gocorelint/gocorelint/analyzers/internal/reuse"
)

// start looks at what the goroutines of a loop get, which then overwrites it for the next one.
func (c *checker) start(call ssa.CallInstruction) {
	s := &send{instr: call, pos: call.Pos(), next: reuse.Point{Point: flow.After(call)}}
	for v, variable := range given(call) {
		for _, m := range reuse.Of(v, call) {
			if !m.IsSlice() || m.Inside {
				continue
			}
			if variable != nil {
				m.HeldBy(variable)
			}
			if write := c.search.After(s.next, m); write != nil && write.Name != "" && again(s, write) && c.read(call, v, variable) {
				c.report(s, m, write)
				return
			}
		}
	}
}

// given yields the values that a goroutine gets: arguments, and with their variables what captured ones
// hold that are set once.
func given(call ssa.CallInstruction) iter.Seq2[ssa.Value, ssa.Value] {
	return func(yield func(v, variable ssa.Value) bool) {
		if !chans.Spawns(call) {
			return
		}
		common := call.Common()
		values := common.Args
		if _, ok := call.(*ssa.Go); ok && !common.IsInvoke() {
			values = append(values[:len(values):len(values)], common.Value)
		}
		for _, v := range values {
			lit, ok := v.(*ssa.MakeClosure)
			if !ok {
				if !yield(v, nil) {
					return
				}
				continue
			}
			for _, bound := range lit.Bindings {
				if stored := place.StoredOnce(bound); stored != nil && !yield(stored, bound) {
					return
				}
			}
		}
	}
}

// read reports whether the goroutine looks at the elements of a slice that it gets; a function of another package does.
func (c *checker) read(call ssa.CallInstruction, v, variable ssa.Value) bool {
	common := call.Common()
	for i, arg := range common.Args {
		if arg == v {
			fn := common.StaticCallee()
			return fn == nil || len(fn.Blocks) == 0 || i >= len(fn.Params) || used(fn.Params[i])
		}
	}
	if variable == nil {
		return false
	}
	for _, ref := range *variable.Referrers() {
		lit, ok := ref.(*ssa.MakeClosure)
		if !ok || lit != common.Value && !slices.Contains(common.Args, ssa.Value(lit)) {
			continue
		}
		for i, bound := range lit.Bindings {
			if bound == variable && usedIn(lit.Fn.(*ssa.Function).FreeVars[i]) {
				return true
			}
		}
	}
	return false
}

// usedIn reports whether the captured variable is used in the literal for more than its length.
func usedIn(fv *ssa.FreeVar) bool {
	for _, ref := range *fv.Referrers() {
		load, ok := ref.(*ssa.UnOp)
		if !ok || used(load) {
			return true
		}
	}
	return false
}
