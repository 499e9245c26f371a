// Package oldslice finds slices that are used after their elements were moved.
//
// # Analyzer oldslice
//
// oldslice: slices that are used after their elements were moved
//
// slices.Delete, DeleteFunc, Compact and CompactFunc move the elements that stay to the front of the same
// array, and set what is left behind them to zero:
//
//	short := slices.Delete(names, 1, 2)
//	fmt.Println(names) // ends in an empty name
//
// The analyzer reports uses of the old slice after such a call whose result goes to another variable.
package oldslice
