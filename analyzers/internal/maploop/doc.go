// Package maploop is the engine that knows which loops range over which map,
// which stores in the loop go to that same map, and how the keys and values
// that are stored come about from the entry at hand.
//
// It sees a loop body as one region of a function: the natural loop of a range
// statement over a map, or the function that the compiler makes of the body
// of a range over maps.All, maps.Keys or maps.Values. Calls from the region to
// functions of the package and to function literals are followed, each in a
// frame that binds parameters to arguments, to a bounded depth.
//
// Whether two expressions denote the same map is decided by their paths: the
// same root value followed by the same fields, with no store to any of those
// cells while the loop runs. That is must-alias reasoning: what it can't name it
// takes for different.
package maploop
