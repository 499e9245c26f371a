// Package profstop finds profiles and traces that are never finished.
//
// # Analyzer profstop
//
// profstop: profiles and traces that are never finished
//
// A CPU profile is written when it is stopped, and not before; a trace that is not
// stopped lacks its end:
//
//	if err := pprof.StartCPUProfile(f); err != nil {
//		log.Fatal(err)
//	}
//	if err := run(); err != nil {
//		return err // the file stays empty
//	}
//	pprof.StopCPUProfile()
//
// The analyzer reports a program that starts a profile or trace and nowhere stops
// it, and functions that start one, stop it on one path and return on another.
package profstop
