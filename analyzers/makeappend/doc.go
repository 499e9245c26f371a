// Package makeappend finds slices that begin with the zero elements of make.
//
// # Analyzer makeappend
//
// makeappend: appends behind the elements that make gave a slice
//
// make gives a slice its elements, with the value zero. append adds behind them:
//
//	ids := make([]string, len(users))
//	for _, u := range users {
//		ids = append(ids, u.ID) // half of ids are ""
//	}
//
// The analyzer reports make with a length if a loop that runs as many times
// appends to the slice, and nothing reads or sets the elements that it has. For elements that
// are no numbers any loop is enough.
package makeappend
