package flow

import "golang.org/x/tools/go/ssa"

// A Loop is a natural loop: its header dominates every block of it, and from
// every block of it control can come back to the header. A block that is
// inside a for statement but always leaves it is not part of the loop.
type Loop struct {
	Head   *ssa.BasicBlock
	Parent *Loop // the smallest loop around this one, nil for an outermost loop
	Depth  int   // 1 for an outermost loop
	blocks map[*ssa.BasicBlock]bool
}

// Contains reports whether the block belongs to the loop or a loop within it.
func (l *Loop) Contains(b *ssa.BasicBlock) bool { return l != nil && l.blocks[b] }

// Loops are the natural loops of one function.
type Loops struct {
	All       []*Loop // outer loops before inner ones
	innermost map[*ssa.BasicBlock]*Loop
}

// Innermost returns the smallest loop that contains the block, or nil.
func (l *Loops) Innermost(b *ssa.BasicBlock) *Loop { return l.innermost[b] }

// Depth returns how many loops contain the block.
func (l *Loops) Depth(b *ssa.BasicBlock) int {
	if loop := l.innermost[b]; loop != nil {
		return loop.Depth
	}
	return 0
}

// LoopsOf finds the natural loops of fn: for every edge whose target dominates
// its source, the blocks that reach the source without passing the target
// (Aho, Sethi, Ullman: Compilers, 10.4). Loops that share a header are one.
// Cycles that no block of them dominates, made by goto, are not found.
func LoopsOf(fn *ssa.Function) *Loops {
	ls := &Loops{innermost: make(map[*ssa.BasicBlock]*Loop)}
	// In dominator preorder the header of an outer loop comes before the
	// headers inside it.
	for _, head := range fn.DomPreorder() {
		var loop *Loop
		for _, latch := range head.Preds {
			if !head.Dominates(latch) {
				continue
			}
			if loop == nil {
				loop = &Loop{Head: head, blocks: map[*ssa.BasicBlock]bool{head: true}}
			}
			loop.collect(latch)
		}
		if loop == nil {
			continue
		}
		loop.Parent = ls.innermost[head]
		loop.Depth = 1
		if loop.Parent != nil {
			loop.Depth = loop.Parent.Depth + 1
		}
		ls.All = append(ls.All, loop)
		for b := range loop.blocks {
			ls.innermost[b] = loop
		}
	}
	return ls
}

// collect adds the blocks that reach b without passing the header.
func (l *Loop) collect(b *ssa.BasicBlock) {
	work := []*ssa.BasicBlock{b}
	for len(work) > 0 {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		if l.blocks[b] {
			continue
		}
		l.blocks[b] = true
		work = append(work, b.Preds...)
	}
}
