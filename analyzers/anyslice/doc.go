// Package anyslice finds arguments that are passed on as one.
//
// # Analyzer anyslice
//
// anyslice: arguments passed on as one slice, without the dots
//
// A function that takes ...any gets a slice, and passes it on with three dots. Without
// them the slice itself is one argument, as a slice is an any like others:
//
//	func (d *db) find(query string, args ...any) error {
//		_, err := d.conn.Query(query, args) // one argument, a []any
//		return err
//	}
//
// The analyzer reports a parameter ...any of a function that is the only variadic
// argument of a call of another function with ...any.
//
// go vet (printf) reports those that are passed on to functions that print.
package anyslice
