package chanlen

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/chans"
	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/paths"
	"github.com/gocorelint/gocorelint/internal/lazyregexp"
)

const maxDepth = 3 // calls between a go statement and the operation

// beside is a go statement, or another start of a goroutine, that makes another goroutine do an operation of the
// same kind on the channel while this one does; nil if none is known.
func (c *checker) beside(o *chans.Object, op *chans.Op, asked *ssa.Call) ssa.CallInstruction {
	own := c.starts(op.Fn, 0)
	for i, s := range own {
		if many(s, o) || i > 0 && s.Parent() == own[0].Parent() && ordered(own[0], s) {
			return s // two goroutines of this function
		}
	}
	for _, other := range o.Find(op.Kind) {
		if other.Instr == op.Instr || !other.Only || !op.Only {
			continue
		}
		for _, s := range c.starts(other.Fn, 0) {
			if slices.Contains(own, s) {
				continue
			}
			if s.Parent() == op.Fn && ordered(s, asked) {
				return s // this function starts it and goes on
			}
			for _, t := range own {
				if s.Parent() == t.Parent() && (ordered(s, t) || ordered(t, s)) {
					return s
				}
			}
		}
	}
	return nil
}

// starts lists where goroutines begin that come to the function.
func (c *checker) starts(fn *ssa.Function, depth int) []ssa.CallInstruction {
	if depth > maxDepth {
		return nil
	}
	var list []ssa.CallInstruction
	sites, _ := c.chans.Callers(fn)
	for _, s := range sites {
		if s.Go {
			list = append(list, s.Call)
			continue
		}
		list = append(list, c.starts(s.Call.Parent(), depth+1)...)
	}
	return list
}

// many reports whether a loop starts several goroutines for one channel, none of which
// is waited for before the next.
func many(s ssa.CallInstruction, o *chans.Object) bool {
	loop := flow.LoopsOf(s.Parent()).Innermost(s.Block())
	if loop == nil || loop.Contains(o.Make.Block()) {
		return false
	}
	if n, ok := paths.Trips(loop); ok && n <= 1 {
		return false
	}
	for _, v := range operands(s) {
		if !leads(v.Type(), nil) {
			continue
		}
		if instr, ok := v.(ssa.Instruction); ok && loop.Contains(instr.Block()) {
			return false // each round may have a channel of its own
		}
	}
	return ordered(s, s)
}

// leads reports whether values of the type may lead to a channel.
func leads(t types.Type, seen []types.Type) bool {
	if slices.Contains(seen, t) {
		return false
	}
	seen = append(seen, t)
	switch t := t.Underlying().(type) {
	case *types.Basic:
		return false
	case *types.Pointer:
		return leads(t.Elem(), seen)
	case *types.Slice:
		return leads(t.Elem(), seen)
	case *types.Array:
		return leads(t.Elem(), seen)
	case *types.Struct:
		for i := range t.NumFields() {
			if leads(t.Field(i).Type(), seen) {
				return true
			}
		}
		return false
	}
	return true
}

// operands are what a goroutine gets: arguments and captured variables.
func operands(s ssa.CallInstruction) []ssa.Value {
	var list []ssa.Value
	for _, v := range append(slices.Clone(s.Common().Args), s.Common().Value) {
		if mc, ok := v.(*ssa.MakeClosure); ok {
			list = append(list, mc.Bindings...)
			continue
		}
		list = append(list, v)
	}
	return list
}

// ordered reports whether control comes from the start of a goroutine to the instruction with
// nothing in between that may wait for it.
func ordered(start ssa.CallInstruction, to ssa.Instruction) bool {
	return flow.Reaches(flow.After(start), func(instr ssa.Instruction) bool { return instr == to }, waits)
}

func waits(instr ssa.Instruction) bool {
	switch instr := instr.(type) {
	case *ssa.UnOp:
		return instr.Op == token.ARROW
	case *ssa.Select:
		return true
	case *ssa.Call:
		fn := flow.Callee(&instr.Call)
		if fn == nil {
			_, isBuiltin := instr.Call.Value.(*ssa.Builtin)
			return !isBuiltin
		}
		return know.Is(fn, "time.Sleep") || waitName.MatchString(fn.Name()) || inPackage(fn, instr)
	}
	return false
}

// inPackage reports whether the function is of the same package: it may do anything.
func inPackage(fn *types.Func, at ssa.Instruction) bool {
	return at.Parent().Pkg != nil && fn.Pkg() == at.Parent().Pkg.Pkg
}

var waitName = lazyregexp.New(`(?i)lock|wait|acquire|^do$|once|join|stop|close|shutdown`)
