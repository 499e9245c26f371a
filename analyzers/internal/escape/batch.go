package escape

import (
	"go/constant"
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// A batch is a set of functions that call each other, with the function
// literals in them, analyzed at one time.
type batch struct {
	types     *typeTable
	layout    *layout
	summaries *summaries

	funcs   map[*ssa.Function]*function
	values  map[ssa.Value]*location
	results map[*ssa.Call][]*location
	copied  map[*ssa.Alloc]bool

	locs     []*location
	deepest  int  // loops around the innermost location
	literals bool // there are closures

	heap, unknown, mutator, callees location

	todo    []*location
	walks   uint32
	scratch []*location
}

func (r *Result) newBatch(roots []*ssa.Function) *batch {
	b := &batch{
		types:     r.types,
		layout:    r.layout,
		summaries: r.summaries,
		funcs:     make(map[*ssa.Function]*function),
		values:    make(map[ssa.Value]*location),
		results:   make(map[*ssa.Call][]*location),
		copied:    make(map[*ssa.Alloc]bool),
	}
	b.heap.attrs = onHeap
	b.unknown.attrs = onHeap &^ certain
	b.mutator.attrs = mutates
	b.callees.attrs = calls
	var all []*function
	for _, root := range roots {
		all = b.add(all, root, nil)
	}
	b.each(all, b.locate)
	b.each(all, b.connect)
	return b
}

// each visits the instructions of the functions, but for those that a constant
// condition switches off.
func (b *batch) each(all []*function, visit func(*function, ssa.Instruction)) {
	for _, fn := range all {
		for _, block := range fn.Blocks {
			if fn.dead != nil && fn.dead[block.Index] {
				continue
			}
			for _, instr := range block.Instrs {
				visit(fn, instr)
			}
		}
	}
}

// deadBlocks marks the blocks that are never reached because a condition is
// constant. It is nil when there are no constant conditions.
func deadBlocks(fn *ssa.Function) []bool {
	if !slices.ContainsFunc(fn.Blocks, func(b *ssa.BasicBlock) bool { return constantBranch(b) >= 0 }) {
		return nil
	}
	dead := slices.Repeat([]bool{true}, len(fn.Blocks))
	work := []*ssa.BasicBlock{fn.Blocks[0]}
	if fn.Recover != nil {
		work = append(work, fn.Recover)
	}
	for len(work) > 0 {
		block := work[len(work)-1]
		work = work[:len(work)-1]
		if !dead[block.Index] {
			continue
		}
		dead[block.Index] = false
		if only := constantBranch(block); only >= 0 {
			work = append(work, block.Succs[only])
		} else {
			work = append(work, block.Succs...)
		}
	}
	return dead
}

// constantBranch returns which successor of the block is always taken, or -1.
func constantBranch(block *ssa.BasicBlock) int {
	if len(block.Instrs) == 0 {
		return -1
	}
	branch, ok := block.Instrs[len(block.Instrs)-1].(*ssa.If)
	if !ok {
		return -1
	}
	cond, ok := branch.Cond.(*ssa.Const)
	if !ok || cond.Value == nil || cond.Value.Kind() != constant.Bool {
		return -1
	}
	if constant.BoolVal(cond.Value) {
		return 0
	}
	return 1
}

func (b *batch) sinks() []*location {
	return []*location{&b.heap, &b.unknown, &b.mutator, &b.callees}
}

// add makes a function of the batch, its parameters and results, and the
// literals within it.
func (b *batch) add(all []*function, f *ssa.Function, parent *function) []*function {
	fn := &function{Function: f, parent: parent, base: b.layout.depth(f.Pos()), dead: deadBlocks(f)}
	b.funcs[f] = fn
	for _, p := range f.Params {
		if b.types.hasPointers(p.Type()) {
			b.newLocation(fn, p, fn.base, true).param = true
		}
	}
	fn.results = make([]*location, f.Signature.Results().Len())
	for i := range fn.results {
		if b.types.hasPointers(f.Signature.Results().At(i).Type()) {
			fn.results[i] = b.newLocation(fn, nil, fn.base, true)
			fn.results[i].result = i + 1
		}
	}
	all = append(all, fn)
	for _, lit := range f.AnonFuncs {
		all = b.add(all, lit, fn)
	}
	return all
}

// makerOf returns the instruction that makes a closure of the literal, or nil.
func makerOf(lit *ssa.Function) *ssa.MakeClosure {
	if lit.Referrers() == nil {
		return nil
	}
	for _, ref := range *lit.Referrers() {
		if mc, ok := ref.(*ssa.MakeClosure); ok {
			return mc
		}
	}
	return nil
}

func (b *batch) newLocation(fn *function, v ssa.Value, depth int, holds bool) *location {
	l := &location{fn: fn, value: v, depth: depth, holds: holds}
	b.deepest = max(b.deepest, depth)
	b.locs = append(b.locs, l)
	if v != nil && b.values[v] == nil {
		b.values[v] = l
	}
	return l
}

// depth counts the loops around an instruction. One that has no position is
// where the next one in its block is that uses its value.
func (b *batch) depth(pos token.Pos, instr ssa.Instruction) int {
	if pos.IsValid() {
		return b.layout.depth(pos)
	}
	block := instr.Block()
	found := false
	for _, other := range block.Instrs {
		if other == instr {
			found = true
		}
		if _, ok := other.(*ssa.Alloc); ok || !found {
			continue
		}
		if p := other.Pos(); p.IsValid() {
			return b.layout.depth(p)
		}
	}
	for ; block != nil; block = block.Idom() {
		for _, other := range block.Instrs {
			if _, ok := other.(*ssa.Phi); !ok && other.Pos().IsValid() {
				return b.layout.depth(other.Pos())
			}
		}
	}
	return b.layout.depth(instr.Parent().Pos())
}
