// Package sharedrow finds lists whose elements are one and the same object.
//
// # Analyzer sharedrow
//
// sharedrow: elements that share one slice, map or variable
//
// A slice, a map and a pointer are references. One that is made before a loop
// and put into a list in each round is in the list many times:
//
//	row := make([]int, width)
//	for y := range height {
//		row[0] = y
//		rows = append(rows, row) // all rows show the last one
//	}
//
// The analyzer reports this where the loop also writes to the object, and
// slices.Repeat of a slice, map or pointer that is made in its argument. It also
// reports a buffer that is kept and read into again, and a slice that is kept, cut to
// s[:0] and appended to.
//
// It does not report lists that the loop uses otherwise, nor objects that it
// replaces.
package sharedrow
