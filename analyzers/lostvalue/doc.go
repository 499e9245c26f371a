// Package lostvalue finds changes to copies that nobody sees.
//
// # Analyzer lostvalue
//
// lostvalue: changes to copies of values that nobody sees
//
// The value of a range loop, and what is read from a map, is a copy:
//
//	for _, job := range jobs {
//		job.done = true // jobs stays as it was
//	}
//
// The analyzer reports an assignment to a part of a variable that holds a copy of an
// element, a field or what a pointer points to, if nothing uses the variable
// afterwards: the change has no effect at all.
//
// A slice parameter is a copy too, of a pointer and a length: an append to it that
// nothing uses afterwards never reaches the caller.
//
// What := sets is lost for a variable of the same name around it, which nothing else sets and
// a function literal tests for nil.
//
// staticcheck (SA4005) reports the same of value receivers.
package lostvalue
