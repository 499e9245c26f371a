// Package errfirst finds results that are used before or in spite of their error.
//
// # Analyzer errfirst
//
// errfirst: results used before or in spite of their error
//
// A function that fails returns nil beside its error:
//
//	f, err := os.Open(name)
//	log.Println("reading", f.Name()) // panics if Open has failed
//	if err != nil {
//		return err
//	}
//
// The analyzer reports a dereference of such a result before anything looks at the
// error, in the branch where the error is not nil, and behind a branch that only
// logs it, or asks for one error and lets the others pass. It knows that the result is nil from the function's return statements.
// It also reports errors that are wrapped although a test has just found that they
// are nil.
package errfirst
