// Package chanlen finds channel operations that rely on a length asked for before.
//
// # Analyzer chanlen
//
// chanlen: channel lengths that are old when they are used
//
// The length of a channel is old when it is returned. Where several goroutines
// receive, another one may take the last value behind the question:
//
//	if len(ch) > 0 {
//		v := <-ch // waits if another one was faster
//		use(v)
//	}
//
// The analyzer reports a receive behind such a question where the package shows that other
// goroutines receive from the same channel at that time, and a send behind a comparison
// of len and cap where others send. A select with a default does both in one step.
//
// It does not report the only receiver or sender, and code under a lock.
package chanlen
