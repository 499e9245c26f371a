// Package recursion finds functions that call each other without end.
//
// # Analyzer recursion
//
// recursion: functions that call each other on every path
//
// If each path through f comes to a call of g, and each path through g to a
// call of f, neither ever returns, and the stack grows until the process dies:
//
//	func (s set) Has(k string) bool { return s.Index(k) >= 0 }
//	func (s set) Index(k string) int {
//		if !s.Has(k) { // stack overflow
//			return -1
//		}
//		…
//
// staticcheck (SA5007) reports a function that calls itself in this way.
package recursion
