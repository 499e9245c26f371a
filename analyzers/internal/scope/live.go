package scope

import (
	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"golang.org/x/tools/go/ssa"
)

// A function is a function with what its execution needs: a number for each
// value, and which values are still used after each instruction. What is not
// used any more is dropped, so that states that differ in nothing else are one
// and that a variable that is no longer used keeps nothing alive, as in the
// runtime.
type function struct {
	*ssa.Function
	id    int
	slots map[ssa.Value]int
	out   []bits // live at the end of a block, by its index
	after map[[2]int]bits
	kept  bits          // used by the block that runs after a recovered panic
	enter []int8        // at a branch by its block's index: 1 or -1 if the first or second way leads into a loop with operations
	dull  []*dullRegion // behind the branch at the end of a block, by its index

	keep bits                     // the values that are followed
	mute map[ssa.Instruction]bool // stores of what is not needed

	operands []*ssa.Value // room for those of an instruction

	rounds []*flow.Loop // the smallest loop with operations around a block, by its index
}

type bits []uint64

func (b bits) has(i int) bool { return b[i/64]&(1<<(i%64)) != 0 }
func (b bits) set(i int)      { b[i/64] |= 1 << (i % 64) }
func (b bits) unset(i int)    { b[i/64] &^= 1 << (i % 64) }

func (b bits) add(c bits) (changed bool) {
	for i := range b {
		if n := b[i] | c[i]; n != b[i] {
			b[i], changed = n, true
		}
	}
	return changed
}

func newFunction(fn *ssa.Function, id int) *function {
	f := &function{Function: fn, id: id, slots: make(map[ssa.Value]int), after: make(map[[2]int]bits)}
	for _, p := range fn.Params {
		f.slots[p] = len(f.slots)
	}
	for _, v := range fn.FreeVars {
		f.slots[v] = len(f.slots)
	}
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if v, ok := instr.(ssa.Value); ok {
				f.slots[v] = len(f.slots)
			}
		}
	}
	f.out = make([]bits, len(fn.Blocks))
	for i := range f.out {
		f.out[i] = f.bits()
	}
	f.kept = f.bits()
	for changed := true; changed; {
		changed = false
		for i := len(fn.Blocks) - 1; i >= 0; i-- {
			b := fn.Blocks[i]
			live := f.bits()
			live.add(f.out[i])
			for j := len(b.Instrs) - 1; j >= 0; j-- {
				f.transfer(live, b.Instrs[j])
			}
			for k, pred := range b.Preds {
				in := f.bits()
				in.add(live)
				for _, instr := range b.Instrs {
					phi, ok := instr.(*ssa.Phi)
					if !ok {
						break
					}
					f.use(in, phi.Edges[k])
				}
				if f.out[pred.Index].add(in) {
					changed = true
				}
			}
		}
	}
	if fn.Recover != nil {
		live := f.bits()
		for j := len(fn.Recover.Instrs) - 1; j >= 0; j-- {
			f.transfer(live, fn.Recover.Instrs[j])
		}
		f.kept = live
	}
	return f
}

func (f *function) bits() bits { return make(bits, (len(f.slots)+63)/64) }

func (f *function) use(live bits, v ssa.Value) {
	if i, ok := f.slots[v]; ok {
		live.set(i)
	}
}

func (f *function) transfer(live bits, instr ssa.Instruction) {
	if v, ok := instr.(ssa.Value); ok {
		live.unset(f.slots[v])
	}
	if _, ok := instr.(*ssa.Phi); ok {
		return
	}
	f.operands = instr.Operands(f.operands[:0])
	for _, v := range f.operands {
		if *v != nil {
			f.use(live, *v)
		}
	}
}

// liveAfter returns what is used after an instruction.
func (f *function) liveAfter(b *ssa.BasicBlock, pc int) bits {
	key := [2]int{b.Index, pc}
	live, ok := f.after[key]
	if !ok {
		live = f.bits()
		if b.Index < len(f.out) && f.Blocks[b.Index] == b {
			live.add(f.out[b.Index])
		}
		for j := len(b.Instrs) - 1; j > pc; j-- {
			f.transfer(live, b.Instrs[j])
		}
		live.add(f.kept)
		f.after[key] = live
	}
	return live
}

// drop forgets what is not used any more: after the instruction at which the
// frame is, or before it.
func (f *frame) drop(before bool) {
	if f.fn == nil || f.block == nil {
		return
	}
	pc := f.pc
	if before {
		pc--
	}
	f.env.retain(f.fn.liveAfter(f.block, pc))
}
