// Package fileleak finds files that stay open.
//
// # Analyzer fileleak
//
// fileleak: files that a function opens and does not close
//
// A file that is not closed keeps its descriptor until the collector finds it, which
// may be never, and on some systems nobody can remove or rename it before:
//
//	f, err := os.Open(name)
//	if err != nil {
//		return nil, err
//	}
//	return io.ReadAll(f)
//
// The analyzer reports files, connections and other things to close that only the function
// itself has, and that it does not close: on no path, or on some path only. What it hands on
// later is reported where it returns an error before.
package fileleak
