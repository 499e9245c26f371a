package scope

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/know"
)

// A dull region is what lies between a branch and where its ways come together
// again, if nothing in it matters to what a scope is about: it logs, it computes
// something that is used nowhere else. Whichever way is taken, the state behind it
// is the same: nothing is decided, and the region is left out (slicing; Weiser,
// Program Slicing, ICSE 1981).
type dullRegion struct {
	to     *ssa.BasicBlock
	uses   []int // what it uses of what was computed before, by slot
	unseen bool  // it calls code that is not seen: the values used must lead to nothing of the scope
}

// findDull finds the dull regions of a function.
func (m *machine) findDull(f *function) {
	f.dull = make([]*dullRegion, len(f.Blocks))
	var joins []int
	for _, b := range f.Blocks {
		if len(b.Succs) != 2 {
			continue
		}
		if joins == nil {
			joins = postdominators(f.Function)
		}
		if to := joins[b.Index]; to >= 0 {
			f.dull[b.Index] = m.dullFrom(f, b, f.Blocks[to])
		}
	}
}

// dullFrom returns the region between a branch and a block, if it is dull.
func (m *machine) dullFrom(f *function, from, to *ssa.BasicBlock) *dullRegion {
	if _, ok := to.Instrs[0].(*ssa.Phi); ok {
		return nil // it matters which way was taken
	}
	blocks := between(from, to)
	inside := func(v ssa.Value) bool {
		instr, ok := v.(ssa.Instruction)
		return ok && slices.Contains(blocks, instr.Block())
	}
	r := &dullRegion{to: to}
	used, live := f.bits(), f.liveAfter(to, -1)
	for _, b := range blocks {
		for _, instr := range b.Instrs {
			switch m.dullness(instr, inside) {
			case matters:
				return nil
			case unseen:
				r.unseen = true
			}
			if v, ok := instr.(ssa.Value); ok && live.has(f.slots[v]) {
				return nil
			}
			var operands [10]*ssa.Value
			for _, v := range instr.Operands(operands[:0]) {
				if *v != nil && !inside(*v) {
					f.use(used, *v)
				}
			}
		}
	}
	for i := range len(f.slots) {
		if used.has(i) {
			r.uses = append(r.uses, i)
		}
	}
	return r
}

// between lists the blocks on the ways from one to another; the first is among
// them if a way comes back to it.
func between(from, to *ssa.BasicBlock) []*ssa.BasicBlock {
	var blocks []*ssa.BasicBlock
	work := slices.Clone(from.Succs)
	for len(work) > 0 {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		if b == to || slices.Contains(blocks, b) {
			continue
		}
		blocks = append(blocks, b)
		work = append(work, b.Succs...)
	}
	return blocks
}

// How an instruction matters.
type dullness uint8

const (
	matters dullness = iota
	unseen           // it calls code that is not seen
	dull
)

func (m *machine) dullness(instr ssa.Instruction, inside func(ssa.Value) bool) dullness {
	switch i := instr.(type) {
	case *ssa.Send, *ssa.Select, *ssa.Go, *ssa.Defer, *ssa.RunDefers, *ssa.Return, *ssa.Panic:
		return matters
	case *ssa.UnOp:
		if i.Op == token.ARROW {
			return matters
		}
	case *ssa.Store:
		if alloc, ok := rootOf(i.Addr).(*ssa.Alloc); !ok || !inside(alloc) {
			return matters
		}
	case *ssa.MapUpdate:
		if made, ok := i.Map.(*ssa.MakeMap); !ok || !inside(made) {
			return matters
		}
	case *ssa.Call:
		return m.dullCall(&i.Call)
	}
	return dull
}

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

func (m *machine) dullCall(c *ssa.CallCommon) dullness {
	switch fn := c.Value.(type) {
	case *ssa.Builtin:
		switch fn.Name() {
		case "len", "cap":
			if _, isChan := c.Args[0].Type().Underlying().(*types.Chan); !isChan {
				return dull
			}
		case "append", "min", "max", "print", "println", "ssa:wrapnilchk", "real", "imag", "complex":
			return dull
		}
		return matters
	case *ssa.Function:
		switch {
		case len(fn.Blocks) > 0:
			return m.dullFunction(fn)
		case m.libs[nameOf(fn)] != nil:
			return matters
		}
		if obj, ok := fn.Object().(*types.Func); ok && know.Inert(obj) {
			return dull
		}
		return unseen
	}
	if c.IsInvoke() && !isContext(c.Value.Type()) {
		return unseen
	}
	return matters
}

// dullFunction reports whether all that a function does is dull.
func (m *machine) dullFunction(fn *ssa.Function) dullness {
	if how, known := m.dullFuncs[fn]; known {
		return how
	}
	m.dullFuncs[fn] = matters // one that calls itself
	how := dull
	inside := func(v ssa.Value) bool {
		instr, ok := v.(ssa.Instruction)
		return ok && instr.Parent() == fn
	}
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if _, ok := instr.(*ssa.Return); ok {
				continue
			}
			if how = min(how, m.dullness(instr, inside)); how == matters {
				return matters
			}
		}
	}
	m.dullFuncs[fn] = how
	return how
}

// skips returns where the dull region behind the branch at the end of the block
// ends, if there is one and what it uses leads to nothing of the scope.
func (x *exec) skips(b *ssa.BasicBlock) *ssa.BasicBlock {
	r := x.f.fn.dull[b.Index]
	if r == nil {
		return nil
	}
	if r.unseen {
		var vals []value
		for _, slot := range r.uses {
			vals = append(vals, x.f.env[slot])
		}
		if !x.s.independent(vals) {
			return nil
		}
	}
	return r.to
}

// apart reports whether a call need not be followed: the function gets nothing of the
// scope and gives nothing back that is waited for. What it does with others is a
// scope of its own. A short one is followed: what it returns may decide.
func (x *exec) apart(c callee, fn *closure) bool {
	how := x.m.dullFunction(fn.fn)
	if how == dull && len(fn.bind) == 0 && fn.fn.Signature.Results().Len() == 0 {
		return true
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
