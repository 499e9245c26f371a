// Package unsafestr finds strings whose bytes are written.
//
// # Analyzer unsafestr
//
// unsafestr: strings that change, by way of package unsafe
//
// A string does not change: the compiler, maps and other goroutines rely on it.
// unsafe.StringData and unsafe.String share bytes between a string and a slice:
//
//	b := unsafe.Slice(unsafe.StringData(s), len(s))
//	b[0] = 'x' // changes s, or dies, if s is a constant
//
//	s := unsafe.String(&b[0], len(b))
//	m[s] = true
//	b[0] = 'x' // m has a key that is in the wrong place
//
// The analyzer reports writes to the bytes of a string, and writes to the bytes of a
// slice that a string shares which is used afterwards or was kept. It follows conversions in
// functions of the package.
package unsafestr
