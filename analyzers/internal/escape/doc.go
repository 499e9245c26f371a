// Package escape is the engine that knows which values must live on the heap.
//
// It answers, for an instruction that allocates (a composite literal, new,
// make, a closure, a conversion to an interface or between string and []byte),
// whether the compiler can keep the memory on the stack, and for a function,
// where its parameters leak to.
//
// The algorithm is the one of the compiler (GOROOT/src/cmd/compile/internal/escape),
// carried over to go/ssa. Variables and allocations are locations of a graph;
// an assignment is an edge whose weight counts dereferences less address-ofs,
// never below -1. Where the address of a location flows to one that outlives
// it, the location is on the heap. Functions are analyzed bottom-up over the
// strongly connected components of the package's call graph; what callers need
// is a summary of each function, [Leaks] for each parameter. Summaries of other
// packages come from facts, those of the standard library from a table.
//
// Two answers of the compiler are kept apart here. Memory that flows to a
// callee without a summary is on the heap for all that the compiler would say
// of a callee that it can't see, but the callee was only not seen by us: the
// answer is [Unknown].
package escape
