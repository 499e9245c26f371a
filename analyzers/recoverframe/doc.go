// Package recoverframe finds calls of recover that can't stop a panic.
//
// # Analyzer recoverframe
//
// recoverframe: calls of recover that can never stop a panic
//
// recover stops a panic only if it is called by a deferred function itself, on
// the goroutine that panics:
//
//	defer func() {
//		handlePanic() // calls recover: one call too deep, the panic goes on
//	}()
//
// The analyzer reports a recover in a function that a deferred function calls,
// in a function that is never deferred, and one that is deferred itself; and a
// panic in a goroutine that does not recover, started by a function that does.
package recoverframe
