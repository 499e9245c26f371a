package scope

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/know"
)

// A region is what lies between a branch and where its ways come together again.
type region struct {
	from, to *ssa.BasicBlock // without to: the function returns
	blocks   []*ssa.BasicBlock
	out      []ssa.Value // computed in it and used behind it
	level    dullness
}

// region returns the region behind a branch, if it has an end.
func (f *sliced) region(from *ssa.BasicBlock, join int) *region {
	r := &region{from: from, level: dull}
	if join >= 0 {
		r.to = f.fn.Blocks[join]
	}
	inside := make([]bool, len(f.fn.Blocks))
	ok := false
	if r.blocks, ok = between(from, r.to, inside, f.loud); !ok {
		return nil
	}
	if r.to == nil && !slices.ContainsFunc(r.blocks, func(b *ssa.BasicBlock) bool { return len(b.Succs) == 0 }) {
		return nil
	}
	for _, b := range r.blocks {
		for _, instr := range b.Instrs {
			v, ok := instr.(ssa.Value)
			if !ok || v.Referrers() == nil {
				continue
			}
			if slices.ContainsFunc(*v.Referrers(), func(use ssa.Instruction) bool {
				_, phi := use.(*ssa.Phi)
				return !inside[use.Block().Index] && !(phi && use.Block() == r.to)
			}) {
				r.out = append(r.out, v)
			}
		}
	}
	return r
}

// judge looks which regions matter, by what is needed so far, and reports whether there are more now.
func (s *slicing) judge() (changed bool) {
	for again := true; again; {
		again = false
		for _, f := range s.order {
			level := f.level
			for _, b := range f.fn.Blocks { // what matters goes on to
				if f.levels[b.Index] != matters {
					f.levels[b.Index] = s.block(f, b, nil)
				}
				if level != matters {
					level = min(level, s.block(f, b, f.fn.Blocks))
				}
			}
			if level < f.level {
				f.level, again = level, true
			}
		}
	}
	for _, f := range s.order {
		for _, r := range f.regions {
			if r.level == matters {
				continue
			}
			if level := s.judgeRegion(f, r); level < r.level {
				r.level = level
				before := len(s.needed)
				s.needCond(r.from)
				changed = changed || len(s.needed) > before
			}
		}
	}
	return changed
}

func (s *slicing) judgeRegion(f *sliced, r *region) dullness {
	if r.to != nil && !s.joins(r) {
		return matters
	}
	if r.to == nil {
		if f.deferred {
			return matters
		}
		for i := range f.results {
			if f.results[i] || !s.light(f.fn.Signature.Results().At(i).Type()) {
				return matters
			}
		}
	}
	for _, v := range r.out {
		if s.keeps(v) {
			return matters
		}
	}
	level := dull
	for _, b := range r.blocks {
		how := f.levels[b.Index]
		if how == matters {
			how = s.block(f, b, r.blocks)
		}
		if level = min(level, how); level == matters {
			break
		}
	}
	return level
}

// joins reports whether the values that depend on which way was taken are not needed.
func (s *slicing) joins(r *region) bool {
	for _, instr := range r.to.Instrs {
		phi, ok := instr.(*ssa.Phi)
		if !ok {
			break
		}
		if s.keeps(phi) && r.edge(phi) == nil {
			return false
		}
	}
	return true
}

// edge returns the value that a phi at the end of a region has if all ways through the region give it the
// same one, or nil.
func (r *region) edge(phi *ssa.Phi) ssa.Value {
	var same ssa.Value
	for k, pred := range r.to.Preds {
		if pred != r.from && !slices.Contains(r.blocks, pred) {
			continue
		}
		v := phi.Edges[k]
		if instr, ok := v.(ssa.Instruction); ok && slices.Contains(r.blocks, instr.Block()) || same != nil && same != v {
			return nil
		}
		same = v
	}
	return same
}

// keeps reports whether a value is followed.
func (s *slicing) keeps(v ssa.Value) bool {
	if s.needed[v] || !s.light(v.Type()) {
		return true
	}
	if _, ok := v.Type().(*types.Tuple); ok && v.Referrers() != nil {
		for _, use := range *v.Referrers() {
			if e, ok := use.(*ssa.Extract); ok && s.needed[e] {
				return true
			}
		}
	}
	return false
}

// block tells how much a block matters. What is stored in variables that are made in one of the
// blocks inside does not.
func (s *slicing) block(f *sliced, b *ssa.BasicBlock, inside []*ssa.BasicBlock) dullness {
	if f.loud[b.Index] {
		return matters
	}
	level := dull
	for _, instr := range f.checks[b.Index] {
		within := func(v ssa.Value) bool {
			made, ok := v.(ssa.Instruction)
			return ok && slices.Contains(inside, made.Block())
		}
		if level = min(level, s.instr(instr, within)); level == matters {
			break
		}
	}
	return level
}

func (s *slicing) instr(instr ssa.Instruction, inside func(ssa.Value) bool) dullness {
	switch i := instr.(type) {
	case *ssa.Store:
		if !s.stored(i) {
			return dull
		}
		if alloc, ok := rootOf(i.Addr).(*ssa.Alloc); !ok || !inside(alloc) {
			return matters
		}
	case *ssa.MapUpdate:
		if s.light(i.Map.Type()) && !s.needed[i.Map] {
			return dull
		}
		if made, ok := i.Map.(*ssa.MakeMap); !ok || !inside(made) {
			return matters
		}
	case *ssa.Call:
		return s.call(&i.Call)
	}
	return dull
}

// stored reports whether what is stored is loaded for something that is needed.
func (s *slicing) stored(st *ssa.Store) bool {
	if !s.light(st.Val.Type()) || s.places[s.place(st.Addr)] {
		return true
	}
	switch st.Val.Type().Underlying().(type) {
	case *types.Struct, *types.Array:
		return slices.ContainsFunc(s.parts(st.Val.Type(), nil, 0), func(p any) bool { return s.places[p] })
	}
	return false
}

// call tells how much a call matters, but for its result.
func (s *slicing) call(c *ssa.CallCommon) dullness {
	switch fn := c.Value.(type) {
	case *ssa.Builtin:
		switch fn.Name() {
		case "len", "cap":
			if _, isChan := c.Args[0].Type().Underlying().(*types.Chan); !isChan {
				return dull
			}
		case "append", "min", "max", "print", "println", "ssa:wrapnilchk", "real", "imag", "complex":
			return dull
		case "copy", "delete", "clear":
			if s.light(c.Args[0].Type()) {
				return dull
			}
		}
		return matters
	case *ssa.Function:
		switch f := s.funcs[fn]; {
		case f != nil:
			return f.level
		case len(fn.Blocks) > 0 || s.libs[nameOf(fn)] != nil:
			return matters
		}
		if obj, ok := fn.Object().(*types.Func); ok && know.Inert(obj) || !slices.ContainsFunc(c.Args, func(a ssa.Value) bool { return !s.light(a.Type()) }) {
			return dull
		}
		return unseen
	}
	if c.IsInvoke() && !isContext(c.Value.Type()) {
		return unseen
	}
	return matters
}
