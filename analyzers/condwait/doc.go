// Package condwait finds calls of Cond.Wait that go wrong when they return, or at once.
//
// # Analyzer condwait
//
// condwait: calls of Cond.Wait without a loop, a lock or a signal
//
// When Wait returns the condition may be false again: between Signal and the moment
// at which the waiter has the lock, another goroutine may have come first. So Wait
// belongs into a loop that tests the condition:
//
//	c.L.Lock()
//	if len(queue) == 0 { // for, not if
//		c.Wait()
//	}
//	item := queue[0] // panics when another consumer was faster
//
// The analyzer reports a Wait under an if that no loop surrounds, and a Wait on a Cond
// whose L nobody has set or locked, or that is kept in a field where nobody can signal it, and a Broadcast
// or Signal without the lock that can come between the test of a waiter and his Wait; and, by a setting, a change that
// ends a Wait and is told to nobody. It is silent where callers loop, and where the condition stays true once it is.
package condwait
