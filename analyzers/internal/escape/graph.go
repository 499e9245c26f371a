package escape

import (
	"golang.org/x/tools/go/ssa"
)

// A location is memory that the graph tells apart: a variable, an allocation,
// a parameter, a result, or one of the sinks.
type location struct {
	fn    *function
	value ssa.Value // what made it, nil for results and sinks
	edges []edge    // what flows here
	depth int       // how many loops are around its declaration

	holds  bool // the value is what the location contains, not its address
	param  bool
	result int // number of the result, from 1

	attrs attr
	leaks Leaks // of a parameter

	// State of one walk.
	derefs int
	walk   uint32
	queued uint32
	// Whether it waits for a walk of its own.
	waiting bool
}

// An attr is what a walk found out about a location.
type attr uint8

const (
	escapes attr = 1 << iota // it must be on the heap
	certain                  // for a reason that is known, not for want of a summary
	mutates                  // what it points to may be written
	calls                    // a closure that flows here may be called, its results are not tracked

	onHeap = escapes | certain | mutates | calls
)

func (l *location) has(a attr) bool { return l.attrs&a != 0 }

// An edge says that src, dereferenced so many times, flows to its owner; -1 is
// the address.
type edge struct {
	src    *location
	derefs int
}

// A function is the part of a batch that belongs to one function or literal.
type function struct {
	*ssa.Function
	parent      *function // the function around a literal, nil at the top
	base        int       // loops around its declaration
	dead        []bool    // blocks that a constant condition switches off, nil if none
	results     []*location
	resultsLost bool // it is called where its results are not tracked
}

// encloses reports whether inner is a function literal somewhere in fn.
func (fn *function) encloses(inner *function) bool {
	if fn == nil || inner == nil {
		return false
	}
	for p := inner.parent; p != nil; p = p.parent {
		if p == fn {
			return true
		}
	}
	return false
}

// flow adds the edge dst ← src.
func (b *batch) flow(dst, src *location, derefs int) {
	switch {
	case dst == nil, src == nil, dst == src && derefs >= 0:
	case derefs < 0 && dst.has(escapes):
		b.escape(src, dst)
	default:
		dst.edges = append(dst.edges, edge{src, derefs})
	}
}

// escape marks l, whose address flows to dst.
func (b *batch) escape(l, dst *location) {
	l.attrs |= onHeap &^ certain
	if dst.has(certain) {
		l.attrs |= certain
	}
}

// assign makes the value v, dereferenced so many times, flow to dst.
func (b *batch) assign(dst *location, derefs int, v ssa.Value) {
	if dst == nil || !b.types.hasPointers(v.Type()) {
		return
	}
	src, d := b.source(v)
	b.flow(dst, src, derefs+d)
}
