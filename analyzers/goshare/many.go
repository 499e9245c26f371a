package goshare

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/goroutine"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

// manyOf reports what all goroutines of a loop do to one object or one map that they get: they write entries of a map, or
// set a field to what they make of its old value.
func (c *checker) manyOf(g *goroutine.Goroutine, loop *flow.Loop) bool {
	if loop == nil || once(loop) || !again(g.Start, loop) {
		return false
	}
	for outer, inner := range g.Gets() {
		if definedIn(outer, loop) {
			continue
		}
		for _, there := range gathered(g.Fn, inner, 0) {
			if !there.writes || picked(there.instr) {
				continue
			}
			kind := many
			if strings.HasSuffix(there.part, entries) {
				kind = maps
			}
			name := nameOfDeep(there, nameOfVariable(outer))
			c.Report(report.Finding{At: report.At(there.instr.Pos(), 1), Kind: kind,
				Args:    []any{c.Line(there.instr.Pos(), g.Start.Pos()), name},
				Related: []analysis.RelatedInformation{report.Related(report.At(g.Start.Pos(), 2), "the goroutines start here")}})
			return true
		}
	}
	return false
}

// again reports whether the loop comes from one start to the next with nothing in between that may wait, or sleeps: the
// goroutine before has ended then, most likely.
func again(start ssa.CallInstruction, loop *flow.Loop) bool {
	if oneAtATime(start.Parent()) {
		return false
	}
	_, ok := reach(flow.After(start), func(instr ssa.Instruction) bool { return instr == ssa.Instruction(start) },
		func(instr ssa.Instruction) bool {
			return !loop.Contains(instr.Block()) || waits(instr) && !throttles(instr) || sleeps(instr)
		})
	return ok
}

func sleeps(instr ssa.Instruction) bool {
	call, ok := instr.(*ssa.Call)
	return ok && know.Is(flow.StaticCallee(&call.Call), "time.Sleep")
}

// oneAtATime reports whether the function lets a group run one goroutine at a time.
func oneAtATime(fn *ssa.Function) bool {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(*ssa.Call)
			if !ok || !know.Is(flow.StaticCallee(&call.Call), "(*golang.org/x/sync/errgroup.Group).SetLimit") {
				continue
			}
			if limit, ok := call.Call.Args[1].(*ssa.Const); ok && limit.Int64() <= 1 {
				return true
			}
		}
	}
	return false
}

// oneByOne reports which instructions of a goroutine may wait until others are through. To take a slot of several is none,
// nor is the next job from a channel that others take theirs from.
func oneByOne(fn *ssa.Function) func(ssa.Instruction) bool {
	return func(instr ssa.Instruction) bool {
		return waits(instr) && !throttles(instr) && !takesJob(instr, fn)
	}
}

// takesJob reports whether the instruction is the receive of a range over a channel to which the function gives nothing back.
func takesJob(instr ssa.Instruction, fn *ssa.Function) bool {
	recv, ok := instr.(*ssa.UnOp)
	if !ok || recv.Op != token.ARROW || !recv.CommaOk {
		return false
	}
	elem := recv.X.Type().Underlying().(*types.Chan).Elem()
	for _, b := range fn.Blocks {
		for _, other := range b.Instrs {
			if send, ok := other.(*ssa.Send); ok && types.Identical(send.X.Type(), elem) {
				return false
			}
		}
	}
	return flow.LoopsOf(fn).Innermost(recv.Block()) != nil
}

// unasked reports whether the goroutine tells nobody of a change that it makes for a job before it takes the next one:
// nobody can wait for that with the next job.
func unasked(change ssa.Instruction) bool {
	fn := change.Parent()
	behind := false // a job that was taken
	for b := change.Block(); b != nil && !behind; b = b.Idom() {
		for _, instr := range b.Instrs {
			behind = behind || takesJob(instr, fn)
		}
	}
	if !behind {
		return true
	}
	_, ok := reach(flow.After(change), func(instr ssa.Instruction) bool { return takesJob(instr, fn) }, waits)
	return ok
}

// definedIn reports whether each round of the loop may have a value of its own.
func definedIn(v ssa.Value, loop *flow.Loop) bool {
	instr, ok := v.(ssa.Instruction)
	if !ok {
		return false // a parameter
	}
	if load, ok := v.(*ssa.UnOp); ok && load.Op == token.MUL {
		if _, ok := load.X.(*ssa.FreeVar); ok {
			return false
		}
	}
	return loop.Contains(instr.Block())
}

// nameOfVariable is the name that the function has for a value.
func nameOfVariable(v ssa.Value) string {
	if p, ok := v.(*ssa.Parameter); ok {
		return p.Name()
	}
	for _, ref := range *v.Referrers() {
		if store, ok := ref.(*ssa.Store); ok && store.Val == v {
			if variable, ok := store.Addr.(*ssa.Alloc); ok {
				return variable.Comment
			}
		}
	}
	return ""
}

// A deep is an access in the goroutine or in a function that it calls, and the name the object has there.
type deep struct {
	access
	of ssa.Value
}

// nameOfDeep is the field that the access is about, or the name that the map itself has; "map" if it has none.
func nameOfDeep(there deep, variable string) string {
	switch {
	case there.part != entries:
		return nameOf(there.of.Type(), there.access)
	case variable != "":
		return variable
	}
	return "map"
}

const maxDepth = 2 // calls that are followed

// gathered lists how a function changes an object or a map that it gets, before it may have waited for anything.
func gathered(fn *ssa.Function, v ssa.Value, depth int) (list []deep) {
	all := make(map[ssa.Instruction]access)
	if _, ok := v.Type().Underlying().(*types.Map); ok {
		entriesOf(v, entries, all)
	} else if pointsToStruct(v.Type()) {
		all = fieldsOf([]ssa.Value{v})
	} else {
		return nil
	}
	stop := oneByOne(fn)
	walk(flow.Entry(fn), func(instr ssa.Instruction) bool {
		if a, ok := all[instr]; ok && a.writes && (strings.HasSuffix(a.part, entries) || addsTo(a.instr)) && a.instr.Pos().IsValid() && unasked(a.instr) {
			list = append(list, deep{a, v})
		}
		if stop(instr) {
			return false
		}
		if call, ok := instr.(*ssa.Call); ok && depth < maxDepth && !picked(call) {
			if callee := call.Call.StaticCallee(); callee != nil && callee != fn && len(callee.Blocks) > 0 && callee.Pkg == fn.Pkg {
				for i, arg := range call.Call.Args {
					if arg == v && i < len(callee.Params) {
						list = append(list, gathered(callee, callee.Params[i], depth+1)...)
					}
				}
			}
		}
		return true
	})
	slices.SortStableFunc(list, func(a, b deep) int { return int(a.instr.Pos() - b.instr.Pos()) })
	return list
}

func pointsToStruct(t types.Type) bool {
	p, ok := t.Underlying().(*types.Pointer)
	if !ok {
		return false
	}
	_, ok = p.Elem().Underlying().(*types.Struct)
	return ok
}

// addsTo reports whether the instruction sets a variable or a field to what it makes of its old value: x++, x = append(x, ...).
func addsTo(instr ssa.Instruction) bool {
	store, ok := instr.(*ssa.Store)
	if !ok {
		return false
	}
	var old ssa.Value
	switch v := store.Val.(type) {
	case *ssa.BinOp:
		old = v.X
	case *ssa.Call:
		if b, ok := v.Call.Value.(*ssa.Builtin); ok && b.Name() == "append" {
			old = v.Call.Args[0]
		}
	}
	load, ok := old.(*ssa.UnOp)
	if !ok {
		return false
	}
	if load.X == store.Addr {
		return true
	}
	from, ok := load.X.(*ssa.FieldAddr)
	to, isField := store.Addr.(*ssa.FieldAddr)
	return ok && isField && from.Field == to.Field && (from.X == to.X || sameLoad(from.X, to.X))
}

// sameLoad reports whether two values were loaded from one variable.
func sameLoad(a, b ssa.Value) bool {
	x, ok := a.(*ssa.UnOp)
	y, also := b.(*ssa.UnOp)
	return ok && also && x.X == y.X
}
