// Package copyempty finds copies and reads that do nothing: into slices of length 0, or of a map or slice onto itself.
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
// It also reports a copy of a map or slice onto itself, as of a field of a struct
// to that of its copy, which share it:
//
//	c2 := *c
//	maps.Copy(c2.labels, c.labels) // one map
//
// It does not report Read(nil) and the like, which some use to wait for
// a handshake.
package copyempty
