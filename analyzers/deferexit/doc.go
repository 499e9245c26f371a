// Package deferexit finds deferred calls that the end of the process skips.
//
// # Analyzer deferexit
//
// deferexit: deferred calls that the end of the process skips
//
// os.Exit and log.Fatal end the process at once. Deferred calls don't run:
//
//	func TestMain(m *testing.M) {
//		dir, _ := os.MkdirTemp("", "test")
//		defer os.RemoveAll(dir) // never runs
//		os.Exit(m.Run())
//	}
//
// The analyzer reports deferred calls whose effect outlives the process (files to
// remove, buffers to flush, profiles to finish, terminals to restore) and that
// no path runs, or that an error skips, in the function or in a goroutine that it starts.
package deferexit
