// Package nilchan finds operations on channels that nobody makes.
//
// # Analyzer nilchan
//
// nilchan: sends, receives and cases on channels that nobody makes
//
// A channel that is declared and not made is nil. A send and a receive block for ever on it,
// and a case of a select statement is never chosen:
//
//	type server struct {
//		requests chan *request
//		quit     chan struct{} // newServer makes requests, and nobody makes quit
//	}
//
//	select {
//	case r := <-s.requests:
//		handle(r)
//	case <-s.quit: // never chosen
//		return
//	}
//
// The analyzer looks at unexported fields, variables of the package and variables of
// functions to which the package assigns nothing but nil. It is silent if the channel is
// compared with nil somewhere: then it is meant to be absent sometimes.
package nilchan
