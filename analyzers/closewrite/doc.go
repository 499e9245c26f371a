// Package closewrite finds written files whose error of Close is dropped.
//
// # Analyzer closewrite
//
// closewrite: the error of closing a written file is dropped
//
// A write may be reported as failed by Close only, when the disk is full or the
// network gone:
//
//	f, err := os.Create(name)
//	...
//	defer f.Close() // its error is lost
//	_, err = f.Write(data)
//	return err
//
// The analyzer reports a function that returns an error, writes to a file that it
// has opened itself, and drops the error of Close on every path, without a Sync.
package closewrite
