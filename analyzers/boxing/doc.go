// Package boxing checks for values that are boxed into interfaces over and over.
//
// # Analyzer boxing
//
// boxing: an allocation per iteration to put a value into an interface
//
// An interface holds a pointer. To put anything else into one, the runtime
// allocates memory for a copy, unless the compiler can keep it on the stack:
//
//	for _, id := range ids {
//		b.WriteString(fmt.Sprintf("%d", id)) // allocates 8 bytes for id
//	}
//
// The analyzer reports this where it costs an allocation in each iteration of a
// loop whose length is not fixed, where the loop does no slower things, and
// where the code can be written without: strconv.Itoa, WriteString, a parameter
// of the type that all callers pass, slices.SortFunc, a pointer in a sync.Pool.
// Which conversions allocate is computed as the compiler does it.
//
// Paths that leave the loop, errors, logs, panics and tests are left alone.
package boxing
