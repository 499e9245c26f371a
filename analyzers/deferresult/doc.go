// Package deferresult finds deferred functions that set a result too late.
//
// # Analyzer deferresult
//
// deferresult: deferred assignments that never reach the caller
//
// The results of a function are copied out by the return statement, before the
// deferred functions run. Only a named result can be changed after that:
//
//	func save(name string) error { // want (err error)
//		f, err := os.Create(name)
//		...
//		defer func() {
//			if cerr := f.Close(); err == nil {
//				err = cerr // lost
//			}
//		}()
//		_, err = f.Write(data)
//		return err
//	}
//
// The same assignment behind a recover makes a success of a panic: the
// function returns the zero values of its results, so a nil error.
//
// The analyzer reports an assignment in a deferred function literal to a
// variable of a function with unnamed results that returns this variable, if
// nothing reads the variable after the assignment.
package deferresult
