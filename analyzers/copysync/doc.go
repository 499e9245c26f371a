// Package copysync finds copies and overwrites of values that must stay where
// they are: locks, WaitGroups, Onces, atomics, used strings.Builders.
//
// # Analyzer copysync
//
// copysync: locks, counters and builders copied or overwritten
//
// A value of sync or sync/atomic works through its address. The analyzer
// reports
//
//   - what go vet's copylocks reports, at the same places: assignments,
//     declarations, literals, results, arguments, parameters, receivers and
//     range variables that copy a struct with a lock in it;
//   - the copies that it misses: a send on a channel, append(a, b...), copy,
//     slices.Clone and its like when the elements may be in use, an append that
//     grows a slice while goroutines use its elements, and generic functions
//     that are instantiated with such a type and copy its values;
//   - overwrites that must end badly: a mutex between its Lock and its Unlock
//     (*s = S{} in a method that holds s.mu), a Once in its own Do, a WaitGroup
//     whose goroutines have not been waited for;
//   - a strings.Builder that was written to, is copied, and whose copy is
//     written to: that write panics.
//
// It is silent about new values, elements that move (s = append(s[:i],
// s[i+1:]...)), and the reset of a lock that nobody can be seen to hold.
package copysync
