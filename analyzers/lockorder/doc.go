// Package lockorder finds locks that are taken in two orders.
//
// # Analyzer lockorder
//
// lockorder: two locks are taken in both orders
//
// One function takes a lock and, with it held, a second one; another function takes them the other
// way round. Two goroutines, one in each, can come to hold one lock each and wait for the
// other's, for ever, and everybody who wants one of the two waits behind them. Three functions can
// close such a circle over three locks.
//
// Locks are followed along paths, through the calls, function values and interfaces of the
// package, and told apart by the field or variable that they are. Both chains of calls are told.
// A circle is left alone where one more lock is held on two ways, where two locks are
// only read-locked, where one is only tried, where the object is still new, where the first may not
// be held, where a flag decides or a panic follows, and where one goroutine does it all.
package lockorder
