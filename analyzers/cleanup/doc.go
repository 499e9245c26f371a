// Package cleanup finds finalizers and cleanups that never run or panic.
//
// # Analyzer cleanup
//
// cleanup: finalizers and cleanups that hold their object
//
// A finalizer runs when nothing refers to its object any more, so the function
// must not refer to it:
//
//	runtime.AddCleanup(c, func(int) { c.conn.Close() }, 0) // holds c: never runs
//
// The analyzer reports function literals given to runtime.SetFinalizer and
// runtime.AddCleanup that use the object by its variable, a cleanup whose argument
// is the object, and a finalizer for a part of an object, which is a fatal error.
package cleanup
