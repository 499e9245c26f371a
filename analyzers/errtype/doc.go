// Package errtype finds tests of errors that can never succeed.
//
// # Analyzer errtype
//
// errtype: tests of errors that can never succeed
//
// errors.Is compares values, errors.As types, and os.IsNotExist looks at one
// error only:
//
//	errors.Is(err, &NotFound{})        // another pointer: never equal
//	errors.Is(ErrClosed, err)          // the wrong way round
//	os.IsNotExist(load(name))          // load wraps what os returns
//	var e *x509.HostnameError
//	errors.As(err, &e)                 // x509 returns values, not pointers
//	errors.Is(parse(s), ErrSyntax)     // parse keeps only the text, by %v
//
// The analyzer reports these where it sees that the test always fails: the
// target is made on the spot, the function of the package wraps every error, or none, or
// errors of the type are only ever made as values, or as pointers.
//
// go vet's errorsas reports targets of errors.As that are no errors at all.
package errtype
