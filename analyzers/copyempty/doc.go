// Package copyempty finds copies and reads into slices of length 0.
//
// # Analyzer copyempty
//
// copyempty: copies and reads into slices of length 0
//
// copy and Read fill what a slice has, its length and not its capacity:
//
//	dst := make([]int, 0, len(src))
//	copy(dst, src) // copies nothing
//
// The analyzer reports calls of copy whose destination has length 0 on every
// path: it is nil, or was made with length 0 or cut to it; and calls of Read,
// ReadAt and io.ReadFull with a slice that was made with room and no length.
//
// It does not report Read(nil) and the like, which some use to wait for
// a handshake.
package copyempty
