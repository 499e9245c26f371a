// Package ctxleak finds cancel functions that are kept and never called.
//
// # Analyzer ctxleak
//
// ctxleak: cancel functions that are kept and never called
//
// context.WithCancel and its relatives return the function that releases what
// they have made. A function that is only stored is not called:
//
//	type server struct {
//		ctx    context.Context
//		cancel context.CancelFunc // set by newServer, called by nobody
//	}
//
// The analyzer reports a cancel function that goes into an unexported field which nobody
// in the package ever reads, and a stop function of signal.NotifyContext that is thrown away
// in a library. What go vet's lostcancel finds, a local variable that is not used, is
// left to it.
package ctxleak
