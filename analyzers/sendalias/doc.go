// Package sendalias finds memory that is sent on a channel and written again by the sender.
//
// # Analyzer sendalias
//
// sendalias: memory that is sent or shared and then overwritten
//
// A channel copies the value, and not what it leads to. What the sender writes into the
// array behind a slice, into a struct behind a pointer or into a map, the receiver sees, or reads
// half of it:
//
//	buf := make([]byte, 4096)
//	for {
//		n, err := conn.Read(buf) // overwrites what the receiver has not read yet
//		if err != nil {
//			return err
//		}
//		packets <- buf[:n]
//	}
//
// The same is true of a goroutine that such a loop starts: go handle(buf[:n]).
//
// The analyzer reports a send if a write to the same memory follows on a path on which nothing waits
// for the receiver. It follows variables, fields, functions of the package and their callers.
//
// It does not report memory that is made anew, swapped, taken from a pool or copied, and is
// silent where a receive, a lock or a wait comes in between.
package sendalias
