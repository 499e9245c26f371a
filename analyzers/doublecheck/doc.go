// Package doublecheck finds double-checked locking on plain variables.
//
// # Analyzer doublecheck
//
// doublecheck: the first of two checks around a lock reads a plain variable
//
// To save the lock once everything is set up, a function checks a field or variable, takes the lock only
// if it is not set, checks again and sets it. The second check is right. The first one reads without
// the lock what others write with it: a data race. Who sees the new pointer early may see the object
// behind it half made, and a lookup in a map that somebody else writes to ends the program.
//
// Two critical sections in place of one are another way: who looks a key of a map up, lets the lock go and
// stores what was missing replaces what somebody else has stored meanwhile.
//
// A flag that says that a goroutine runs, and that the goroutine itself sets, is a third: whoever tests it
// before the goroutine has come so far starts another one.
//
// Reported are checks before and after Lock in one function, or before the call of a function of the
// package that locks and checks again. Atomic types, a first check under RLock or another lock, callers that hold the
// lock, and objects that are still new are left alone.
package doublecheck
