// Package slotleak finds paths that keep a slot of a semaphore.
//
// # Analyzer slotleak
//
// slotleak: slots of a semaphore that a path keeps
//
// A buffered channel is Go's usual semaphore: a send takes a slot, a receive gives
// it back. A path that forgets the receive makes the semaphore smaller, for as long
// as the process lives; after as many such paths as there are slots everybody waits:
//
//	s.slots <- struct{}{}
//	if err := s.dial(); err != nil {
//		return err // keeps the slot
//	}
//	<-s.slots
//
// The analyzer reports a send behind which a return, the end of a goroutine or the
// next iteration comes before the receive, in functions that do both.
//
// It is silent where one function takes and another gives back, where a value of
// the channel is used, where the channel is closed, or leaves the package.
package slotleak
