// Package appendalias finds appends that overwrite what another append wrote.
//
// # Analyzer appendalias
//
// appendalias: appends to one slice that overwrite each other
//
// append writes behind the elements of its slice, into the same array, as long as
// there is room. Two appends to one slice write to the same place:
//
//	for _, name := range names {
//		paths = append(paths, append(base, name)) // all paths end in the last name
//	}
//
// The analyzer reports an append whose result is still in use, or was kept in a
// field, an element, a map, a channel or a goroutine, when another append to the
// same slice, or the same one in the next iteration, overwrites it.
//
// It reports methods such as With, too, that return a copy of their receiver to a slice of
// which they have appended: two calls on one receiver overwrite each other.
//
// It also reports append(s[i:], s[i+1:]...), which is meant to remove an element and keeps it.
//
// It does not report appends to slices without room: literals, those made with a
// length only, and those that are clipped, s[:len(s):len(s)] or slices.Clip(s).
package appendalias
