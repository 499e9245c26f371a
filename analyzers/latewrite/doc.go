// Package latewrite finds goroutines that write into the caller's buffer when the function has returned.
//
// # Analyzer latewrite
//
// latewrite: goroutines that fill a buffer that its owner has again
//
// A function that gives up waiting for a goroutine does not stop it:
//
//	func (c *conn) ReadTimeout(p []byte, d time.Duration) (n int, err error) {
//		done := make(chan result, 1)
//		go func() {
//			n, err := c.Read(p) // still runs when the time is over
//			done <- result{n, err}
//		}()
//		select {
//		case r := <-done:
//			return r.n, r.err
//		case <-time.After(d):
//			return 0, os.ErrDeadlineExceeded
//		}
//	}
//
// The buffer is the caller's again then, who fills it anew, or gives it back into a
// pool, while the goroutine writes. The analyzer reports a goroutine that writes into a slice which the
// function got as a parameter, where the function returns at the end of a timeout or of a context
// without having waited for the goroutine.
package latewrite
