// Package mixedatomic finds variables that are accessed with sync/atomic in one
// place and plainly in another.
//
// # Analyzer mixedatomic
//
// mixedatomic: variables accessed with and without sync/atomic
//
// A field or package variable is given to a function of sync/atomic in one
// function, because goroutines share it, and is read or assigned plainly in another:
//
//	func (s *server) handle() { atomic.AddInt64(&s.requests, 1) }
//	func (s *server) report() int64 { return s.requests } // a data race
//
// An atomic operation orders nothing for who does not use one: the plain read may
// see an old value for ever, a half of a 64-bit value on 32-bit machines, and the compiler
// may move or drop it. So it is with a plain read of the old value for CompareAndSwap.
//
// The analyzer is silent where the plain access may be alone: in a constructor and
// init, before the goroutines are started, after Wait or a receive, while a lock
// may be held here or in a caller, on a copy of the struct, in tests, and where only the
// function at hand writes the variable.
package mixedatomic
