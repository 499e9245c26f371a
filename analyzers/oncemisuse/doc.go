// Package oncemisuse finds calls of Once.Do that wait for themselves or lose an error.
//
// # Analyzer oncemisuse
//
// oncemisuse: a Once that waits for itself or loses its error
//
// The analyzer reports
//
//   - a function given to once.Do that calls Do of the same Once, directly or
//     through functions of the package: it waits for itself for ever;
//   - an error that only the first caller of Do gets, because it is kept in a local
//     variable: all later callers are told that nothing failed;
//   - a Once that is a local variable, so that each call has a new one.
package oncemisuse
