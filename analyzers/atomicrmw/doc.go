// Package atomicrmw finds sequences of atomic operations that are meant as one.
//
// # Analyzer atomicrmw
//
// atomicrmw: atomic operations that are only together what is meant
//
// Each operation of sync/atomic is atomic, two of them are not. The analyzer reports
//
//   - n.Store(n.Load() + 1): what another goroutine adds in between is lost; use Add
//     or a loop with CompareAndSwap;
//   - if !closed.Load() { closed.Store(true); close(ch) }: two goroutines come through
//     the condition; use CompareAndSwap;
//   - if p.Load() != nil { p.Load().run() } where some code stores nil: the second
//     Load may return it; load once;
//   - a map that comes from Load and is changed in place, while others read it
//     without a lock: a fatal error; copy it and store the copy.
//
// It is silent while a lock may be held, here or in a caller, on variables that only
// one function sets, in constructors and in tests.
package atomicrmw
