// Package sendleak finds goroutines that can never end because the other side
// of a channel has left.
//
// # Analyzer sendleak
//
// sendleak: goroutines blocked for ever on a channel
//
// A send on a channel without room waits for a receiver, a receive waits for a
// sender. When the function on the other side returns first, because of a
// timeout, a cancelled context or an error, and nobody else holds the channel, the
// goroutine waits for ever: it is never collected, nor is anything that it
// refers to.
//
//	func fetch(ctx context.Context) (int, error) {
//		ch := make(chan int)
//		go func() { ch <- slow() }() // blocks for ever if ctx is done first
//		select {
//		case v := <-ch:
//			return v, nil
//		case <-ctx.Done():
//			return 0, ctx.Err()
//		}
//	}
//
// A buffer for all that will be sent lets the sender go: make(chan int, 1).
//
// The analyzer also reports a range over a channel that nothing closes, and an
// operation on a channel whose other side does not exist.
//
// It is silent about channels that leave the package or the function: then
// somebody else may receive, send or close. It is silent when the
// process ends as well: in main and in what main calls once.
package sendleak
