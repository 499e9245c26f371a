// Package goleak finds goroutines that an unlucky schedule blocks for ever.
//
// # Analyzer goleak
//
// goleak: goroutines that a schedule blocks for ever
//
// The analyzer executes functions that make channels, locks, WaitGroups, Conds
// or contexts and start goroutines, in every order in which these can run.
// It reports an operation at which a goroutine can be blocked while nobody who
// could wake it is left:
//
//	func (s *server) stop() {
//		s.mu.Lock()
//		defer s.mu.Unlock()
//		close(s.updates)
//		<-s.done // the worker may be waiting for s.mu: it never closes done
//	}
//
// It also reports sends, closes and calls of package sync that panic in one of
// these orders.
//
// The related information of a finding is the schedule that leads to it, step
// by step. It is silent where something leaves the functions that it sees: then
// somebody else may do what is missing.
package goleak
