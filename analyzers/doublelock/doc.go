// Package doublelock finds locks that are taken by the goroutine that holds them.
//
// # Analyzer doublelock
//
// doublelock: a lock is taken again while it is held
//
// Locks of package sync do not know who holds them. A goroutine that takes a lock which it
// holds waits for itself, for ever: Lock after Lock, RLock after Lock, Lock after RLock. RLock after RLock
// works until another goroutine calls Lock in between: it waits for the first reader, and
// the second RLock waits for it.
//
// Locks are followed along paths, through calls inside the package, function
// literals, deferred calls, callbacks, and the String and Error methods that package fmt
// calls. Reported is what is the same lock for sure: the same path of fields from the
// same variable, with nothing assigned on the way.
package doublelock
