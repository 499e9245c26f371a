// Package goroutine is the engine that knows what the function has that a go statement, or a call such as
// WaitGroup.Go, starts: its arguments, and the variables of the function around it that never change.
package goroutine

import (
	"go/token"
	"iter"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/place"
)

// A Goroutine is what a call starts.
type Goroutine struct {
	Start ssa.CallInstruction
	Fn    *ssa.Function // a function literal or a function of the package

	lit  *ssa.MakeClosure // nil if it captures nothing
	args []ssa.Value
}

// Of is the goroutine that the call starts, nil if it starts none or a function that is not known.
func Of(start ssa.CallInstruction) *Goroutine {
	common := start.Common()
	g := &Goroutine{Start: start}
	called := common.Value
	if _, ok := start.(*ssa.Go); ok {
		g.args = common.Args
	} else if arg, ok := know.Spawns(flow.StaticCallee(common)); ok && arg < len(common.Args) {
		called = common.Args[arg]
	} else {
		return nil
	}
	g.lit, _ = called.(*ssa.MakeClosure)
	g.Fn, _ = called.(*ssa.Function)
	if g.lit != nil {
		g.Fn = g.lit.Fn.(*ssa.Function)
	}
	if g.Fn == nil || len(g.Fn.Blocks) == 0 || flow.IsBound(g.Fn) {
		return nil
	}
	return g
}

// Gets yields what the goroutine gets: a value as the function that starts it has it, and as the goroutine does.
func (g *Goroutine) Gets() iter.Seq2[ssa.Value, ssa.Value] {
	return func(yield func(outer, inner ssa.Value) bool) {
		for i, arg := range g.args {
			if i < len(g.Fn.Params) && !yield(arg, g.Fn.Params[i]) {
				return
			}
		}
		if g.lit == nil {
			return
		}
		for i, variable := range g.lit.Bindings {
			outer := place.StoredOnce(variable)
			if outer == nil {
				continue
			}
			for _, ref := range *g.Fn.FreeVars[i].Referrers() {
				if load, ok := ref.(*ssa.UnOp); ok && load.Op == token.MUL && !yield(outer, load) {
					return
				}
			}
		}
	}
}
