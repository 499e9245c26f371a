// Package lockorder finds locks that are taken in two orders.
//
// # Analyzer lockorder
//
// lockorder: two locks are taken in both orders
//
// One function takes a lock and, with it held, a second one; another function takes them the other
// way round. Two goroutines, one in each, can come to hold one lock each and wait for the
// other's, for ever, and everybody who wants one of the two waits behind them.
//
// Locks are followed along paths, through the calls, function values and interfaces of the
// package, and told apart by the field or variable that they are. Both chains of calls are told.
// A pair is left alone where a third lock is held on both ways, where both locks are
// only read-locked, where the second is only tried, or where the object is still new.
package lockorder
