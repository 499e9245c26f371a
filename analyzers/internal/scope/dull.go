package scope

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// A dull region is one in which nothing matters to what a scope is about: it logs, it computes
// something that is used nowhere else. Whichever way is taken, the state behind it
// is the same: nothing is decided, and the region is left out.
type dullRegion struct {
	*region
	uses   []int // what it uses of what was computed before, by slot
	unseen bool  // it calls code that is not seen: the values used must lead to nothing of the scope
}

// findDull finds the dull regions of a function, and what of it is not followed.
func (m *machine) findDull(f *function) {
	f.dull = make([]*dullRegion, len(f.Blocks))
	f.keep, f.mute = f.bits(), make(map[ssa.Instruction]bool)
	sliced := m.slice.funcs[f.Function]
	for v, slot := range f.slots {
		if sliced == nil || m.slice.keeps(v) {
			f.keep.set(slot)
		}
	}
	if sliced == nil {
		return
	}
	for _, b := range f.Blocks {
		for _, instr := range b.Instrs {
			switch i := instr.(type) {
			case *ssa.Store:
				f.mute[i] = !m.slice.stored(i)
			case *ssa.MapUpdate:
				f.mute[i] = m.slice.light(i.Map.Type()) && !m.slice.needed[i.Map]
			}
		}
	}
	for _, r := range sliced.regions {
		if r.level != matters {
			f.dull[r.from.Index] = f.dullRegion(r)
		}
	}
}

func (f *function) dullRegion(r *region) *dullRegion {
	d := &dullRegion{region: r, unseen: r.level == unseen}
	if !d.unseen {
		return d
	}
	used := f.bits()
	for _, b := range r.blocks {
		for _, instr := range b.Instrs {
			f.operands = instr.Operands(f.operands[:0])
			for _, v := range f.operands {
				if *v == nil {
					continue
				}
				if made, ok := (*v).(ssa.Instruction); !ok || !slices.Contains(r.blocks, made.Block()) {
					f.use(used, *v)
				}
			}
		}
	}
	for i := range len(f.slots) {
		if used.has(i) {
			d.uses = append(d.uses, i)
		}
	}
	return d
}

// between lists the blocks on the ways from one to another, and notes them by their index; the first is among
// them if a way comes back to it. It is not ok if one of them is to be avoided.
func between(from, to *ssa.BasicBlock, inside, avoid []bool) (blocks []*ssa.BasicBlock, ok bool) {
	work := slices.Clone(from.Succs)
	for len(work) > 0 {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		if b == to || inside[b.Index] {
			continue
		}
		if avoid[b.Index] {
			return nil, false
		}
		inside[b.Index] = true
		blocks = append(blocks, b)
		work = append(work, b.Succs...)
	}
	return blocks, true
}

// How an instruction matters.
type dullness uint8

const (
	matters dullness = iota
	unseen           // it calls code that is not seen
	dull
)

// rootOf returns the variable that an address is a part of.
func rootOf(addr ssa.Value) ssa.Value {
	for {
		switch v := addr.(type) {
		case *ssa.FieldAddr:
			addr = v.X
		case *ssa.IndexAddr:
			addr = v.X
		default:
			return addr
		}
	}
}

// skips returns the dull region behind the branch at the end of the block, if there is
// one and what it uses leads to nothing of the scope.
func (x *exec) skips(b *ssa.BasicBlock) *dullRegion {
	if b.Index >= len(x.f.fn.dull) || x.f.fn.Blocks[b.Index] != b {
		return nil
	}
	r := x.f.fn.dull[b.Index]
	if r == nil || r.to == nil && len(x.g.frames) == 1 {
		return nil
	}
	if r.unseen {
		var vals []value
		for _, slot := range r.uses {
			vals = append(vals, x.f.env.get(slot))
		}
		if !x.s.independent(vals) {
			return nil
		}
	}
	return r
}

// skip goes to the end of a dull region.
func (x *exec) skip(r *dullRegion) bool {
	if r.to == nil {
		x.ret(nil)
		return false
	}
	f := x.f
	var vals []value
	for _, instr := range r.to.Instrs {
		phi, ok := instr.(*ssa.Phi)
		if !ok {
			break
		}
		var v value
		if edge := r.edge(phi); f.keeps(phi) && edge != nil {
			v = x.get(edge)
		}
		vals = append(vals, v)
	}
	from := f.block
	for k, v := range vals {
		x.set(r.to.Instrs[k].(*ssa.Phi), v)
	}
	f.block, f.pc = r.to, len(vals)
	if r.to.Dominates(from) {
		x.backEdge(r.to)
	}
	return false
}

// keeps reports whether a value of the frame's function is followed.
func (f *frame) keeps(v ssa.Value) bool {
	slot, ok := f.fn.slots[v]
	return !ok || f.fn.keep.has(slot)
}

// sleeps reports whether an instruction need not be executed, as what it computes or stores is not needed.
func (x *exec) sleeps(instr ssa.Instruction) bool {
	switch i := instr.(type) {
	case *ssa.Alloc, *ssa.BinOp, *ssa.Convert, *ssa.MultiConvert, *ssa.ChangeType, *ssa.MakeInterface, *ssa.Field, *ssa.Extract, *ssa.Index, *ssa.Lookup, *ssa.Slice, *ssa.Next, *ssa.Range:
		return !x.f.keeps(i.(ssa.Value))
	case *ssa.IndexAddr:
		return !x.f.keeps(i) && x.known(i.X) != (null{})
	case *ssa.FieldAddr:
		return !x.f.keeps(i) && !x.f.keeps(i.X)
	case *ssa.UnOp:
		return i.Op != token.ARROW && !x.f.keeps(i) && x.known(i.X) != (null{})
	case *ssa.Store:
		return x.f.fn.mute[i] && x.known(i.Addr) != (null{})
	case *ssa.MapUpdate:
		return x.f.fn.mute[i] && x.known(i.Map) != (null{})
	}
	return false
}

// known is what a variable holds, without looking at it if nothing is known.
func (x *exec) known(v ssa.Value) value { return x.s.resolve(x.raw(v)) }

// pass evaluates a value that is handed on. What was decided by data stays a symbol, so that it is known
// who decided.
func (x *exec) pass(v ssa.Value) value {
	if !x.f.keeps(v) {
		return nil
	}
	known := x.get(v)
	if _, isBool := known.(boolean); isBool {
		if u, ok := x.raw(v).(unknown); ok {
			return u
		}
	}
	return known
}

// apart reports whether a call need not be followed: the function gets nothing of the
// scope and gives nothing back that is waited for. What it does with others is a
// scope of its own. A short one is followed: what it returns may decide.
func (x *exec) apart(c callee, fn *closure) bool {
	if f := x.m.slice.funcs[fn.fn]; f != nil && f.level != matters && x.m.slice.idle(f) {
		return f.level == dull || x.s.independent(append(slices.Clip(c.args), fn.bind...))
	}
	t := x.m.traits[fn.fn]
	if t == nil || !t.loops && t.size < long || t.makes && slices.ContainsFunc(results(fn.fn), refers) {
		return false
	}
	return x.s.independent(append(slices.Clip(c.args), fn.bind...))
}

// long is how many instructions a function without loops has that is not followed
// where it need not be.
const long = 60

func results(fn *ssa.Function) []types.Type {
	var ts []types.Type
	for v := range fn.Signature.Results().Variables() {
		ts = append(ts, v.Type())
	}
	return ts
}

// idle reports whether none of a function's results is needed.
func (s *slicing) idle(f *sliced) bool {
	for i, needed := range f.results {
		if needed || !s.light(f.fn.Signature.Results().At(i).Type()) {
			return false
		}
	}
	return true
}

// onlyDecides reports whether a value is used only by the branch at the end of its block.
func onlyDecides(v *ssa.BinOp) bool {
	refs := v.Referrers()
	if refs == nil || len(*refs) != 1 {
		return false
	}
	branch, ok := (*refs)[0].(*ssa.If)
	return ok && branch.Block() == v.Block()
}

// postdominators returns for each block the index of the first block that all its
// ways to an end of the function have in common, or -1 (Cooper, Harvey and Kennedy, A
// Simple, Fast Dominance Algorithm, 2001, on the graph turned round).
func postdominators(fn *ssa.Function) []int {
	exit := len(fn.Blocks)
	number := make([]int, exit+1) // postorder from the end
	var order []int
	seen := make([]bool, exit)
	var visit func(*ssa.BasicBlock)
	visit = func(b *ssa.BasicBlock) {
		if seen[b.Index] {
			return
		}
		seen[b.Index] = true
		for _, p := range b.Preds {
			visit(p)
		}
		number[b.Index] = len(order)
		order = append(order, b.Index)
	}
	for _, b := range fn.Blocks {
		if len(b.Succs) == 0 {
			visit(b)
		}
	}
	number[exit] = len(order)
	ipdom := make([]int, exit+1)
	for i := range ipdom {
		ipdom[i] = -1
	}
	ipdom[exit] = exit
	common := func(a, b int) int {
		for a != b {
			for number[a] < number[b] {
				a = ipdom[a]
			}
			for number[b] < number[a] {
				b = ipdom[b]
			}
		}
		return a
	}
	for changed := true; changed; {
		changed = false
		for _, i := range slices.Backward(order) {
			to := -1
			if len(fn.Blocks[i].Succs) == 0 {
				to = exit
			}
			for _, s := range fn.Blocks[i].Succs {
				switch {
				case ipdom[s.Index] < 0:
				case to < 0:
					to = s.Index
				default:
					to = common(s.Index, to)
				}
			}
			if to >= 0 && ipdom[i] != to {
				ipdom[i], changed = to, true
			}
		}
	}
	for i, p := range ipdom {
		if p == exit {
			ipdom[i] = -1
		}
	}
	return ipdom[:exit]
}
