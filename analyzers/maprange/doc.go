// Package maprange finds loops over a map that store into it.
//
// # Analyzer maprange
//
// maprange: entries added to a map while a loop ranges over it
//
// Whether a loop over a map visits an entry that is added while it runs is not
// specified, and differs from run to run:
//
//	for name := range names {
//		names["old-"+name] = true // may be visited and become old-old-name
//	}
//
// The analyzer reports a store into the map that is ranged over, under a key
// other than the current one, if what it does when the loop comes to the new
// entry makes a difference: the entry adds further entries, is moved again, or
// is counted twice. The store may be in a function that the loop calls, and the
// map may go by another name.
//
// It does not report stores under the current key and deletions; stores after
// which the loop always ends; stores that hang on a condition about the current
// entry, since the new entry may not meet it; loops that are run again until
// nothing changes; and stores of which it is not sure that they go to the same
// map.
package maprange
