// Package errlost finds errors that are overwritten or set where nobody looks.
//
// # Analyzer errlost
//
// errlost: errors overwritten by the next round of a loop
//
// A variable that each round of a loop sets keeps the last error only, and if the
// last round succeeds, none:
//
//	for _, f := range files {
//		err = f.Close()
//	}
//	return err
//
// The analyzer reports an assignment of a call's error in a loop, to a variable
// from outside that the loop itself does not look at and that is used behind it. It
// also reports an error variable that is returned but never set, where a function
// literal sets another one of the same name.
package errlost
