// Package unhashable finds values that can't be compared where interfaces are.
//
// # Analyzer unhashable
//
// unhashable: slices, maps and functions compared through interfaces
//
// The compiler rejects a slice as the key of a map and in a comparison, but not
// behind an interface. There it panics:
//
//	seen := make(map[any]bool)
//	seen[[]string{"a"}] = true // runtime error: hash of unhashable type []string
//
// The analyzer reports slices, maps, functions, and structs and arrays with such
// parts, that are the key of a map with interfaces as keys or of a sync.Map, and
// those that one side of == holds. errors.Is never finds such a target.
//
// It does not report values of which only the interface is known.
package unhashable
