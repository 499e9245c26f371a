// Package maplookup finds work with maps that one lookup would do.
//
// # Analyzer maplookup
//
// maplookup: map elements that are searched for in more than one step
//
// A lookup hashes the key and finds the element or the lack of it, at once:
//
//	if _, ok := m[k]; ok {
//		use(m[k]) // hashes and searches again
//	}
//
//	for key, v := range m { // all of them
//		if key == k {
//			use(v)
//		}
//	}
//
// The analyzer reports elements that are looked up again right after a test
// of their presence, loops that look at all keys to find one, and loops that
// delete all keys, where they leave NaN behind: clear does not.
//
// It does not report where anything could have changed the map in between.
package maplookup
