// Package locallock finds locks that live in one call.
//
// # Analyzer locallock
//
// locallock: a lock that lives in one call protects nothing
//
// A mutex that is declared in a function, and that no function literal, goroutine or callee gets, is made
// anew by each call. Every call locks its own, so that none ever waits for another,
// and what stands between Lock and Unlock runs as if there were no lock. A pool that lives in one call
// is always empty.
package locallock
