// Package lockblock finds waiting under a lock that those who are waited for need.
//
// # Analyzer lockblock
//
// lockblock: a goroutine waits with a lock held
//
// A function holds a lock and waits: for goroutines of a WaitGroup that take the same lock before they are
// done, so that none of them goes on; or for a condition, which releases its own lock but not
// the others that are held. With the setting slow also for time: a sleep, a request over the
// network, a command, while everybody who wants the lock waits as long.
package lockblock
