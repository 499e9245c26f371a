// Package chanclose reports channels that are closed twice, closed while they are
// nil, or sent on after the close.
//
// # Analyzer chanclose
//
// chanclose: second close, close of nil, and sends on a closed channel
//
// A channel can be closed once. A second close panics, a send on a closed channel
// panics, and so does the close of a nil channel:
//
//	defer close(results)
//	if err != nil {
//		close(results) // closed again by the deferred call
//		return err
//	}
//
// The analyzer reports a close or send where control surely comes with the
// channel closed: in the same function, through deferred calls, functions and
// methods of the package; a close in each of several goroutines; a close
// while goroutines that were started before may still send, or between the lookup of
// a channel under a lock and the send on it, or between the look at a stop channel and
// the send; a Close that closes again when it is called twice; and channels that nothing makes.
//
// It knows conditions that exclude each other, and is silent where a flag, a lock,
// sync.Once or a select statement decides, where the channel is made anew, and
// where the panic is recovered.
package chanclose
