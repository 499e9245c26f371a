// Package deferargs finds deferred calls whose arguments are evaluated too early.
//
// # Analyzer deferargs
//
// deferargs: deferred calls that use a value from too early
//
// The arguments of a deferred call, and its receiver, are evaluated by the defer
// statement, not when the call runs:
//
//	func load(name string) (err error) {
//		defer log.Println("loaded", name, err) // always logs <nil>
//		...
//	}
//
// The analyzer reports an argument or receiver that is a variable which is still
// zero at the defer statement, on every path, and is set after it. It also reports
// a struct whose copy is the receiver of a deferred method that reads a field
// which is set after the defer statement.
//
// go vet reports time.Since as an argument.
package deferargs
