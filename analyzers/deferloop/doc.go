// Package deferloop finds defer statements in loops whose calls pile up.
//
// # Analyzer deferloop
//
// deferloop: deferred calls that pile up in a loop
//
// A deferred call runs when the function ends, not when the round of the loop does:
//
//	for _, name := range names {
//		f, err := os.Open(name)
//		...
//		defer f.Close() // all files stay open until the end
//	}
//
// The analyzer reports defer statements in real loops (control comes back to them)
// that unlock a lock which the next round takes again, that close what each
// round opens, or that release something with each tick of a ticker.
//
// staticcheck (SA5003) reports defer statements in loops that never end.
package deferloop
