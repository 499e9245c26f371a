// Package deepequal finds calls of reflect.DeepEqual that can't say what they are asked.
//
// # Analyzer deepequal
//
// deepequal: calls of reflect.DeepEqual whose answer means something else
//
// DeepEqual compares types first, then memory:
//
//	reflect.DeepEqual(count, 5)             // always false if count is an int64
//	reflect.DeepEqual(t1, t2)               // false for one instant in two time zones
//	reflect.DeepEqual(list, []string{})     // false for a nil slice
//
// The analyzer reports arguments of different types, of which neither is an
// interface; functions; and, outside of tests, times and comparisons with an
// empty slice or map literal.
package deepequal
