// Package reuse is the engine that follows memory which somebody else has got:
// the array of a slice, what a pointer points to, a map. It finds the next write to
// that memory on a path on which nothing waits for whoever has it.
//
// Along a path it knows the names of the memory that are sure: values, and
// variables and fields that hold one. Who gets a new value is no name any more, so buffers that are
// swapped, made anew or taken from a pool are told apart from one that is used again.
// Functions of the package are followed into calls, and back to the callers of the function in which
// the memory was handed on.
//
// What may order is taken to order: every receive but that of a clock, a lock, a wait, a
// call of an unknown function value that has no result or speaks of waiting.
package reuse

import (
	"go/token"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/place"
)

const (
	maxDepth = 3    // calls that are followed, inwards and outwards
	budget   = 2000 // blocks that are looked at for one memory
)

// A Point is where control goes on: a point and, at the begin of a block, the
// block it comes from.
type Point struct {
	flow.Point
	From *ssa.BasicBlock
}

// A Write is an instruction that changes the memory.
type Write struct {
	Instr ssa.Instruction
	// Via is the call, in the function in which the search began or a caller of it, behind
	// which the write is; nil where the function itself writes.
	Via ssa.CallInstruction
	// Field is the field of the struct that is set, nil for all of it or an element.
	Field *types.Var
	// Name says what writes: the name of a function, or "".
	Name string
}

// A Search follows memory.
type Search struct {
	// Callers lists the calls of a function, and reports whether these are all.
	Callers func(*ssa.Function) ([]ssa.CallInstruction, bool)

	left int
}

// After finds the first write to the memory behind a point, nil if there is none.
func (s *Search) After(p Point, m *Memory) *Write {
	s.left = budget
	return s.outwards(p, m.names, m, 0)
}

// outwards goes on in the callers where the function returns.
func (s *Search) outwards(p Point, set names, m *Memory, depth int) *Write {
	w := &walk{s: s, memory: m, depth: depth}
	if found := w.run(p, set); found != nil {
		return found
	}
	fn := p.Block.Parent()
	if w.exits == nil || depth >= maxDepth || s.Callers == nil {
		return nil
	}
	callers, _ := s.Callers(fn)
	for _, call := range callers {
		if _, ok := call.(*ssa.Call); !ok {
			continue // a goroutine, or a deferred call
		}
		if set := outside(w.exits, call, fn); len(set) > 0 {
			found := s.outwards(Point{Point: flow.After(call)}, set, m, depth+1)
			if found != nil {
				return found
			}
		}
	}
	return nil
}

// A walk follows the paths of one function.
type walk struct {
	s      *Search
	memory *Memory
	depth  int
	stack  []*ssa.Function // the functions around it
	found  *Write
	exits  names // sure at each return, nil where none is reached
	seen   map[string]bool
}

type step struct {
	point flow.Point
	from  *ssa.BasicBlock
	set   names
}

func (w *walk) run(p Point, set names) *Write {
	w.seen = make(map[string]bool)
	work := []step{{p.Point, p.From, set}}
	for len(work) > 0 && w.s.left > 0 {
		w.s.left--
		st := work[0]
		work = work[1:]
		set := st.set
		if st.from != nil {
			set = set.enter(st.from, st.point.Block)
		}
		if st.point.Index == 0 && w.again(st.point.Block, set) {
			continue
		}
		work = append(work, w.block(st.point, set)...)
		if w.found != nil {
			return w.found
		}
	}
	return nil
}

// again reports whether the block was entered with the same names before.
func (w *walk) again(b *ssa.BasicBlock, set names) bool {
	keys := make([]string, 0, len(set))
	for n := range set {
		keys = append(keys, n.key())
	}
	slices.Sort(keys)
	key := strconv.Itoa(b.Index) + " " + strings.Join(keys, ",")
	old := w.seen[key]
	w.seen[key] = true
	return old
}

// block follows one block to its end and returns where control goes on.
func (w *walk) block(p flow.Point, set names) []step {
	set = set.clone()
	for _, instr := range p.Block.Instrs[p.Index:] {
		if len(set) == 0 && w.stack == nil {
			return nil // in a function that is called it is still to see whether it waits
		}
		if w.found = set.writes(instr, w.memory); w.found != nil {
			return nil
		}
		switch instr := instr.(type) {
		case *ssa.Select:
			return w.cases(instr, set)
		case *ssa.Return:
			w.exit(set)
			return nil
		case *ssa.Call:
			if !w.call(instr, set) {
				return nil
			}
		default:
			if orders(instr) {
				return nil
			}
		}
		set.define(instr)
	}
	var next []step
	for _, succ := range p.Block.Succs {
		next = append(next, step{flow.Point{Block: succ}, p.Block, set})
	}
	return next
}

// cases goes on in the cases of a select statement that wait for nobody.
func (w *walk) cases(sel *ssa.Select, set names) []step {
	var next []step
	goOn := func(state int) {
		if from, to, ok := flow.CaseOf(sel, state); ok {
			next = append(next, step{flow.Point{Block: to}, from, set})
		}
	}
	for i, state := range sel.States {
		if state.Dir == types.RecvOnly && flow.IsClock(state.Chan) {
			goOn(i)
		}
	}
	goOn(flow.Default)
	return next
}

func (w *walk) exit(set names) {
	if w.exits == nil {
		w.exits = set
		return
	}
	w.exits = w.exits.and(set)
}

// call follows a call. It reports false where the call may wait for somebody.
func (w *walk) call(call *ssa.Call, set names) (goesOn bool) {
	callee := bodyOf(call)
	if callee == nil {
		return !orders(call)
	}
	if !mayMatter(callee) {
		return true
	}
	if w.depth >= maxDepth || slices.Contains(w.stack, callee) || callee == call.Parent() {
		return false
	}
	inner := &walk{s: w.s, memory: w.memory, depth: w.depth + 1, stack: append(slices.Clone(w.stack), call.Parent())}
	enter := inside(set, call, callee)
	start := make(names)
	for _, n := range enter {
		start[n] = true
	}
	if found := inner.run(Point{Point: flow.Entry(callee)}, start); found != nil {
		found := *found
		found.Via = call
		w.found = &found
		return false
	}
	for outer, n := range enter {
		if n.kind == holds && !inner.exits[n] {
			delete(set, outer) // the function has stored another value there
		}
	}
	return inner.exits != nil
}

// bodyOf is the function of this package that is called, nil if it is another one or not known.
func bodyOf(call *ssa.Call) *ssa.Function {
	callee := call.Call.StaticCallee()
	if callee == nil {
		return nil
	}
	if origin := callee.Origin(); origin != nil {
		callee = origin
	}
	if len(callee.Blocks) == 0 || callee.Pkg != nil && callee.Pkg != call.Parent().Pkg {
		return nil
	}
	return callee
}

// mayMatter reports whether a function does anything but compute.
func mayMatter(fn *ssa.Function) bool {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.UnOp:
				if instr.Op == token.ARROW {
					return true
				}
			case *ssa.Store, *ssa.MapUpdate, *ssa.Send, *ssa.Select, ssa.CallInstruction:
				return true
			}
		}
	}
	return false
}

// inside renames what is known in front of a call for the function that is called.
func inside(set names, call ssa.CallInstruction, fn *ssa.Function) map[name]name {
	inner := make(map[name]name)
	args := call.Common().Args
	for n := range set {
		if n.kind == holds || n.kind == is {
			if isGlobal(n.at.Root) || inClosure(fn, n.at.Root) {
				inner[n] = n
			}
		}
		for i, p := range fn.Params[:min(len(args), len(fn.Params))] {
			switch {
			case n.kind == value || n.kind == short:
				if args[i] == n.v {
					inner[n] = name{kind: n.kind, v: p}
				}
			default:
				if arg, ok := place.Of(args[i]); ok && arg.Contains(n.at) {
					inner[n] = name{kind: n.kind, at: place.Place{Root: p, Path: n.at.Path[len(arg.Path):]}}
				}
			}
		}
	}
	return inner
}

// outside renames what is known at the return of a function for its caller.
func outside(set names, call ssa.CallInstruction, fn *ssa.Function) names {
	outer := make(names)
	args := call.Common().Args
	for n := range set {
		root := n.v
		if n.kind == holds || n.kind == is {
			root = n.at.Root
		}
		i := slices.IndexFunc(fn.Params, func(p *ssa.Parameter) bool { return p == root })
		switch {
		case n.kind == value || n.kind == short:
			if i >= 0 && i < len(args) {
				outer.add(args[i], call)
			}
		case i >= 0 && i < len(args):
			if arg, ok := place.Of(args[i]); ok {
				outer[name{kind: n.kind, at: n.at.In(arg)}] = true
			}
		case root.Parent() != fn || isGlobal(root):
			outer[n] = true
		}
	}
	return outer
}

func isGlobal(v ssa.Value) bool {
	_, ok := v.(*ssa.Global)
	return ok
}

// inClosure reports whether the value is of a function around the literal.
func inClosure(fn *ssa.Function, v ssa.Value) bool {
	for outer := fn.Parent(); outer != nil; outer = outer.Parent() {
		if v.Parent() == outer {
			return true
		}
	}
	return false
}
