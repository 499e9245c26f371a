// Package loopleft checks sends to the loop of a goroutine that may have ended.
//
// # Analyzer loopleft
//
// loopleft: sends to a goroutine whose loop ends at an error
//
// A type starts a goroutine with a loop that receives from one of its channels, and its
// methods send on that channel. When an error ends the loop, nothing receives any more:
//
//	func (w *writer) run() {
//		for msg := range w.queue {
//			if err := w.conn.write(msg); err != nil {
//				return
//			}
//		}
//	}
//
//	func (w *writer) Send(msg []byte) { w.queue <- msg } // blocks for ever
//
// The loop should close a channel when it ends, and the send be a case of a select
// statement beside that.
package loopleft
