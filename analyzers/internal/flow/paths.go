package flow

import "golang.org/x/tools/go/ssa"

// A Point is a place in a function: before the instruction with the index.
type Point struct {
	Block *ssa.BasicBlock
	Index int
}

// After is the point behind an instruction.
func After(instr ssa.Instruction) Point {
	block := instr.Block()
	for i, other := range block.Instrs {
		if other == instr {
			return Point{block, i + 1}
		}
	}
	return Point{block, len(block.Instrs)}
}

// Entry is the point where the function begins.
func Entry(fn *ssa.Function) Point { return Point{fn.Blocks[0], 0} }

// Walk visits the instructions that can run after from, each once, along the
// control-flow graph. Where visit returns false the path is not followed
// further. A deferred call is visited where it is deferred (as *ssa.Defer) and
// where it runs (as *ssa.RunDefers).
func Walk(from Point, visit func(ssa.Instruction) bool) {
	type state struct {
		block *ssa.BasicBlock
		index int
	}
	seen := make(map[*ssa.BasicBlock]bool)
	work := []state{{from.Block, from.Index}}
	for len(work) > 0 {
		s := work[len(work)-1]
		work = work[:len(work)-1]
		end := len(s.block.Instrs)
		if s.block == from.Block && s.index == 0 && from.Index > 0 {
			end = from.Index // the part before from, reached by a back edge
		}
		blocked := false
		for _, instr := range s.block.Instrs[s.index:end] {
			if !visit(instr) {
				blocked = true
				break
			}
		}
		if blocked || end < len(s.block.Instrs) {
			continue
		}
		for i := len(s.block.Succs) - 1; i >= 0; i-- {
			if succ := s.block.Succs[i]; !seen[succ] {
				seen[succ] = true
				work = append(work, state{succ, 0})
			}
		}
	}
}

// Reaches reports whether some instruction that satisfies target can run after
// from on a path on which no instruction satisfies avoid before it.
func Reaches(from Point, target, avoid func(ssa.Instruction) bool) bool {
	_, ok := FirstReached(from, target, avoid)
	return ok
}

// FirstReached is Reaches with the instruction that was found.
func FirstReached(from Point, target, avoid func(ssa.Instruction) bool) (found ssa.Instruction, ok bool) {
	Walk(from, func(instr ssa.Instruction) bool {
		switch {
		case ok:
			return false
		case target(instr):
			found, ok = instr, true
			return false
		}
		return avoid == nil || !avoid(instr)
	})
	return found, ok
}
