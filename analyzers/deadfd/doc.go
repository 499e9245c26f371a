// Package deadfd finds descriptors whose file is collected.
//
// # Analyzer deadfd
//
// deadfd: file descriptors used after the last use of their file
//
// A descriptor is a number, and does not keep its os.File alive. When nothing uses
// the file any more the collector closes it, and the number belongs to whoever
// opens a file next:
//
//	f, err := conn.File()
//	…
//	return int(f.Fd()) // closed at the next collection
//
// The analyzer reports calls of Fd that are the last use of a file which the
// function has opened, where the number is used after it.
package deadfd
