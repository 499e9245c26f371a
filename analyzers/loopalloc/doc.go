// Package loopalloc finds what a loop allocates anew in each iteration and could
// have made once, or not at all.
//
// # Analyzer loopalloc
//
// loopalloc: closures and strings made anew in each iteration
//
// A function literal that captures variables, and a method value, are objects. If
// they leave the function they are on the heap, one for each iteration:
//
//	for _, k := range keys {
//		m.visit(k, p.add)                          // method value
//		m.visit(k, func(v int) { p.add(v) })       // closure
//		strings.Contains(string(b), "x")           // a copy of b, to be searched
//	}
//
// The analyzer reports closures, method values, conversions for Write and buffers
// for Read of which nothing depends on the
// iteration, where escape analysis proves that they are on the heap; and strings
// that are made of bytes only to be searched. Closures and method values are reported
// with -loopalloc.functions only.
//
// It reports in loops of unknown length that do nothing slow, off the paths of errors
// and logging.
package loopalloc
