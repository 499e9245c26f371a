// Package spin finds loops that turn without waiting for anything.
//
// # Analyzer spin
//
// spin: loops that keep a processor busy and wait for nothing
//
// A loop that waits should block, so that the scheduler can give the processor
// to others. The analyzer reports loops that look as if they waited and turn:
//
//	for {
//		select {
//		case <-ctx.Done():
//			log.Print("done") // and again, and again: Done stays ready
//		case v := <-in:
//			handle(v)
//		}
//	}
//
// A case of a select statement that is ready for good, since the context is done or
// the channel is closed, and does not leave the loop; a default that goes straight
// back to the select statement; a receive without ok from a channel that the package
// closes, which gets zero values from then on; a loop that tests a plain variable which
// only another goroutine can change; an error that stays and does not end the loop, of
// a closed listener or at the end of an input; a loop that asks an atomic again and again
// until it has changed; and a loop without a way out that does nothing others could see.
package spin
