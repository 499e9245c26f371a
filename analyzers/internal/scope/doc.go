// Package scope is the engine that sees how goroutines interleave.
//
// A scope is a function that makes channels, locks, WaitGroups, Conds, contexts
// or timers and starts goroutines that use them, by itself or by others of the package that it calls. One that only
// hands on what it got is none: from outside, everything is open. The engine executes it, from
// its SSA form, in every interleaving: explicit-state model checking of the
// program itself. Because it executes, closures, method values, function fields,
// interface calls and maps of functions need no analysis of their own. What is
// not known (parameters, results of code that is not seen) is a symbol; where a
// symbol decides a branch, both ways are followed and what was decided is
// remembered, so that the same condition decides the same way again and n
// senders meet n receivers.
//
// # The world outside
//
// Code that is not seen may do anything with an object that it gets: the object
// is open from then on, every operation on it can go on, and nobody is
// blocked for ever at it. The parameters and captured variables of the scope,
// and global variables, are open from the start, and what the scope returns is
// when it returns. A context from outside may end at any time, a timer may fire
// at any time. Code that is not seen returns anything.
// If the process ends, or a test fails, nothing counts as blocked.
//
// A loop with operations has a first round, as nobody asks for no workers and no items.
// Two numbers that are not known are not compared: where loops end by both, what one
// round too many or too few would do is not told. Something
// unknown that chooses an entry of a map, an answer that comes from outside, chooses
// it once: what would happen if it came again is not followed. A channel that is nil where
// another function left it is meant to be.
//
// What is found by way of an entry of a map that an unknown key replaces, of a text that is none of several to
// which it is compared, of the second round of a loop in
// which something unknown decides, of a result that is nil without an error, or of a number that is not known
// is marked as unsure. So is what one goroutine does in a second round because another has found something out from data and
// sent it: that is a protocol, of which the program knows more than is seen. And so is a wait for
// what two conditions together have left out: they may exclude each other.
//
// # The operations
//
// They follow the runtime: chan.go and select.go for channels, package sync for
// Mutex, RWMutex (a waiting writer stops new readers), WaitGroup, Once and Cond,
// package context, package time as it is since Go 1.23 (a stopped timer leaves
// nothing in its channel).
//
// # The exploration
//
// What can influence no operation is not executed (slicing; Weiser, ICSE 1981): which branches decide whether
// something happens, what these conditions are computed from, and what is loaded and stored on the way, is found
// for the whole package, through calls, closures, fields and channels. A branch decides nothing if nothing
// in either way matters; a call is not followed that gets nothing of the scope and gives nothing back.
//
// Each scope is explored twice. At first any branch that data decide may go either way, and nothing of it is
// remembered: these are more executions than there are, in far fewer states. If nothing is wrong in them,
// the scope is done. Only otherwise it is explored precisely, and only that gives findings: abstraction can cost time,
// but not make a finding (Clarke and others, Counterexample-Guided Abstraction Refinement, CAV 2000).
//
// States are hashed without the names of objects. Only operations interleave;
// steps between them are local, an operation on an object that nobody else can reach goes first,
// and so does an unlock (persistent sets, Godefroid 1996; movers, Lipton 1975).
// States with few preemptions come first (Musuvathi and Qadeer 2007). Bounds are
// in states and steps, never in time: every machine finds the same. A loop in which
// something unknown decides goes six rounds: what is wrong with many is wrong with few.
//
// A goroutine is blocked for ever if what it waits for can be reached only from
// goroutines that are blocked for ever too. This is the criterion of the
// runtime's goroutine leak profile (Saioc et al., ASPLOS 2025). It looks at
// one state, so that a bound can hide a finding but never make one.
package scope
