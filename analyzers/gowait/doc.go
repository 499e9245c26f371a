// Package gowait finds waits in the wrong goroutine at go statements.
//
// # Analyzer gowait
//
// gowait: waits that a go statement puts on the wrong side
//
// A go statement evaluates the function and its arguments in the goroutine that it stands in.
// Only the call itself is run by the new one:
//
//	for _, url := range urls {
//		go save(download(url)) // one download after the other
//	}
//
// And a limit that is taken inside of the goroutine limits the work, but not the goroutines, each
// of which has its stack and all that it refers to:
//
//	for {
//		conn, err := l.Accept()
//		...
//		go func() {
//			sem <- struct{}{} // thousands may wait here
//			defer func() { <-sem }()
//			serve(conn)
//		}()
//	}
//
// The analyzer reports arguments that sleep, or wait for the network or another process, on
// every path; and, in loops without a bound, goroutines that begin with taking a place in a channel which
// they give back at their end.
package gowait
