// Package prealloc finds slices and maps that grow in a loop to a size known before it.
//
// # Analyzer prealloc
//
// prealloc: slices and maps that grow to a size known before
//
// A slice that starts empty and gets one element in each iteration of a loop
// is allocated again and copied each time its capacity is used up:
//
//	var names []string
//	for _, u := range users {
//		names = append(names, u.Name) // 8 allocations for 100 users
//	}
//
// The analyzer reports it if the number of elements is exactly known before the
// loop, so that one allocation of exactly the right size does. The same holds for a map
// that gets one entry for each key of another map or for each index.
//
// It does not report what is only an upper bound (filters, loops that may end early, keys
// that may repeat), what is small (few constant iterations), and loops that spend
// their time elsewhere (input and output, calls of unknown functions).
//
// The fix never changes what the program does: a slice that must stay nil when
// there is nothing to append is grown with slices.Grow.
package prealloc
