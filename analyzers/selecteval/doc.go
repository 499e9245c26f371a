// Package selecteval finds values of send cases that are taken before a case is chosen.
//
// # Analyzer selecteval
//
// selecteval: send cases whose value is taken too early
//
// A select statement evaluates the channel and the value of every send case once, when
// control comes to it, before it looks which case can go on. So a receive in there waits
// outside of the select, and no other case ends that:
//
//	select {
//	case out <- <-in: // waits for in, whatever ctx does
//	case <-ctx.Done(): // and loses the value if this comes then
//		return
//	}
//
// What is taken from a queue there is gone if another case is chosen.
//
// The analyzer reports receives in the value of a send case beside other cases, also in
// a function of the package that always receives, and values that are removed from a list, heap, slice or
// queue where another case goes on without them.
//
// It does not report calls that compute something.
package selecteval
