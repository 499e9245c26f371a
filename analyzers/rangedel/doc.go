// Package rangedel finds loops that remove elements from the slice they go over.
//
// # Analyzer rangedel
//
// rangedel: elements removed from a slice while a loop goes over it
//
// The element behind a removed one moves to its index, and the loop goes on to
// the next index:
//
//	for i := range list {
//		if list[i].done { // panics: index out of range
//			list = append(list[:i], list[i+1:]...)
//		}
//	}
//
// A range loop takes the length at its beginning: after a removal it skips an
// element, and at the end it reads behind the last one. A loop that asks for the
// length each time skips an element only.
//
// The analyzer reports append(s[:i], s[i+1:]...), slices.Delete(s, i, i+1) and
// s = s[:len(s)-1] after the elements were moved, if the loop can go on from
// there. It does not report removals after which the loop always ends, or
// changes its index, and loops that go backwards.
package rangedel
