package escape

// maxSteps bounds the work on one batch: edges followed.
const maxSteps = 4_000_000

// solve finds which locations escape. It reports false when it gave up.
//
// From each location it walks backwards along the edges and computes the
// smallest number of dereferences from every other location. A location whose
// address arrives at one that outlives it escapes, and is walked again.
func (b *batch) solve() bool {
	for _, l := range b.sinks() {
		b.enqueue(l)
	}
	for _, l := range b.locs {
		if b.matters(l) {
			b.enqueue(l)
		}
	}
	steps := 0
	for len(b.todo) > 0 {
		root := b.todo[0]
		b.todo = b.todo[1:]
		root.waiting = false
		b.walks++
		if steps += b.walkFrom(root); steps > maxSteps {
			return false
		}
	}
	return true
}

func (b *batch) enqueue(l *location) {
	if !l.waiting {
		l.waiting = true
		b.todo = append(b.todo, l)
	}
}

// matters reports whether a walk from l can find anything: l is a result, or
// there are loops or literals that it may outlive.
func (b *batch) matters(l *location) bool {
	return len(l.edges) > 0 && (l.result > 0 || l.attrs != 0 || l.depth < b.deepest || b.literals)
}

func (b *batch) walkFrom(root *location) (steps int) {
	root.walk, root.derefs = b.walks, 0
	b.loseResults(root)
	todo := append(b.scratch[:0], root)
	for i := 0; i < len(todo); i++ {
		l := todo[i]
		l.queued = 0
		if stop := b.visit(root, l); stop {
			continue
		}
		derefs := max(l.derefs, 0)
		for _, e := range l.edges {
			steps++
			// What is known to be on the heap was walked as a root of its own.
			if e.src.has(escapes) && (e.src.has(certain) || !root.has(certain)) {
				continue
			}
			d := derefs + e.derefs
			if e.src.walk == b.walks && e.src.derefs <= d {
				continue
			}
			e.src.walk, e.src.derefs = b.walks, d
			if e.src.queued != b.walks {
				e.src.queued = b.walks
				todo = append(todo, e.src)
			}
		}
	}
	b.scratch = todo[:0]
	return steps
}

// visit draws the conclusions from l's flow to root. It reports whether the
// walk ends here.
func (b *batch) visit(root, l *location) (stop bool) {
	derefs := max(l.derefs, 0)
	outlives := b.outlives(root, l)
	var found attr
	if l.derefs < 0 && outlives {
		found = onHeap
		if root.has(escapes) && !root.has(certain) {
			found &^= certain
		}
	}
	if derefs == 0 {
		found |= root.attrs & (mutates | calls)
	}
	if l.param {
		b.leak(l, root, derefs, outlives)
	}
	if found&^l.attrs == 0 {
		return false
	}
	l.attrs |= found
	b.enqueue(l)
	return l.has(escapes)
}

// leak notes that the parameter l flows to root.
func (b *batch) leak(l, root *location, derefs int, outlives bool) {
	switch {
	case !outlives:
	case root.has(escapes) && !root.has(certain):
		l.leaks.add(sinkUnknown, derefs)
	case !root.has(escapes) && root.fn == l.fn && root.result > 0 && root.result <= maxResults:
		l.leaks.add(sinkResult+root.result-1, derefs)
	default:
		l.leaks.add(sinkHeap, derefs)
	}
	if root.has(mutates) {
		l.leaks.add(sinkMutator, derefs)
	}
	if root.has(calls) {
		l.leaks.add(sinkCallee, derefs)
	}
}

// outlives reports whether what is stored in l may be used after the end of
// other's life, were other on the stack.
func (b *batch) outlives(l, other *location) bool {
	switch {
	case l.has(escapes):
		return true
	case l.fn == nil: // the mutator, the callee
		return false
	case l.result > 0:
		// A literal may return what lies outside of it, while all its calls are known.
		return l.fn.resultsLost || !other.fn.encloses(l.fn)
	case l.fn == other.fn && l.depth < other.depth:
		return true
	}
	return l.fn.encloses(other.fn)
}

// loseResults takes the results of a literal that is called from anywhere for
// the heap.
func (b *batch) loseResults(root *location) {
	if !root.has(calls) {
		return
	}
	fn := b.literal(root.value)
	if fn == nil || fn.resultsLost {
		return
	}
	fn.resultsLost = true
	for _, r := range fn.results {
		if r != nil {
			b.enqueue(r)
		}
	}
}
