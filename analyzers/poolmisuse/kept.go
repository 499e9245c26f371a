package poolmisuse

import (
	"go/token"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/keep"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/typeis"
	"github.com/gocorelint/gocorelint/internal/lazyregexp"
)

var keptAlias = &report.Kind{ID: "kept-alias",
	Format: "what is kept here shares memory with %s, which goes back into the pool at %s: whoever gets it next overwrites what is kept; keep a copy"}

// kept reports a part of the object that is kept in a field, a list, a map or a channel for longer than the function
// has the object.
func (c *checker) kept(fn *ssa.Function, put ssa.CallInstruction, obj ssa.Value) {
	shares := c.aliases(obj)
	_, deferred := put.(*ssa.Defer)
	var first *keep.Keeper
	for v := range shares {
		if !typeis.Slice(v.Type()) && v != obj {
			continue
		}
		k := keep.Find(v, func(k *keep.Keeper) bool {
			if k.Parent() != fn || !k.Pos().IsValid() || shares[k.Root] || !stays(k) {
				return false
			}
			if deferred && flow.Reaches(flow.After(put), flow.Is(k.Instruction), nil) {
				return true
			}
			return !flow.Reaches(flow.After(k.Instruction), flow.IsReturn, flow.Is(put)) // it goes back on each way
		})
		if k != nil && (first == nil || k.Pos() < first.Pos()) {
			first = k
		}
	}
	if first == nil || waitsAfter(first.Instruction) {
		return
	}
	c.report(first.Instruction, keptAlias, put, c.nameOf(put, obj))
}

// stays reports whether the keeper has the value when the function is over.
func stays(k *keep.Keeper) bool {
	switch k.Instruction.(type) {
	case *ssa.Go:
		return false // it may be waited for
	case *ssa.Call:
		if k.Root == nil && k.Container == nil {
			return false // a channel or a goroutine in the function that is called: it may wait
		}
	}
	return k.Outlives() && !k.Replaced()
}

// endsUse matches the names of functions behind which others may not have the value any more.
var endsUse = lazyregexp.New(`(?i)^(wait|flush|sync|drain)|del(ete)?$|^(delete|remove|clear|reset|cancel|stop|pop|unreg|release|close)`)

// waitsAfter reports whether the function may wait, behind the instruction, for whoever has the value, or take it away.
func waitsAfter(instr ssa.Instruction) bool {
	return flow.Reaches(flow.After(instr), func(instr ssa.Instruction) bool {
		switch instr := instr.(type) {
		case *ssa.UnOp:
			return instr.Op == token.ARROW
		case *ssa.Select:
			return true
		case ssa.CallInstruction:
			if b, ok := instr.Common().Value.(*ssa.Builtin); ok {
				return b.Name() == "delete" || b.Name() == "clear"
			}
			return endsUse.MatchString(flow.CalledName(instr.Common()))
		}
		return false
	}, nil)
}
