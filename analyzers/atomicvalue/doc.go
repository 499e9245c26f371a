// Package atomicvalue finds operations of atomic.Value that panic.
//
// # Analyzer atomicvalue
//
// atomicvalue: an atomic.Value that gets nil or a second type
//
// An atomic.Value takes the type of the first value that is stored in it, and panics on any
// other, and on nil. The analyzer reports
//
//   - Store, Swap and CompareAndSwap of nil;
//   - values of two types in one variable;
//   - errors stored as such: each kind of error has a type of its own, and no error is nil;
//   - an assertion v.Load().(T) that no stored value satisfies.
//
// Since Go 1.19 atomic.Pointer[T] has one type for all, and may be nil.
package atomicvalue
