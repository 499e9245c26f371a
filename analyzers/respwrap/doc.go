// Package respwrap finds wrappers of http.ResponseWriter that hide its abilities.
//
// # Analyzer respwrap
//
// respwrap: response writers that hide Flush and deadlines
//
// A struct that embeds an http.ResponseWriter has its three methods and no more:
//
//	type recorder struct {
//		http.ResponseWriter
//		status int
//	}
//
//	next.ServeHTTP(&recorder{ResponseWriter: w}, r) // no Flush, no Hijack, no deadlines
//
// The analyzer reports such a type that hands on what is written, if it is given to
// other code as an http.ResponseWriter and has neither a method Unwrap, by which
// http.ResponseController finds the writer inside, nor a method Flush.
package respwrap
