// Package zerosize finds pointers that are told apart and point to nothing.
//
// # Analyzer zerosize
//
// zerosize: pointers to values of size 0 that are told apart
//
// A value without size needs no memory of its own, and pointers to two of them may be
// equal. With today's compiler those of package variables are:
//
//	var userKey, traceKey = new(struct{}), new(struct{})
//
//	ctx = context.WithValue(ctx, userKey, u)
//	ctx.Value(traceKey) // u
//
// The analyzer reports comparisons, errors.Is, cases, keys of maps and contexts with a
// package variable that points to such a value, where the package makes another
// pointer of the same type.
//
// It does not report variables that are set again, and types that may have a size.
package zerosize
