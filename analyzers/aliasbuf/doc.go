// Package aliasbuf finds slices of buffers that are kept longer than they are valid.
//
// # Analyzer aliasbuf
//
// aliasbuf: slices of buffers that the next read or write overwrites
//
// Scanner.Bytes, Reader.ReadSlice and Buffer.Bytes return a part of the
// buffer, no copy. It is valid until the buffer is used again:
//
//	for scanner.Scan() {
//		lines = append(lines, scanner.Bytes()) // Scan overwrites what they hold
//	}
//
// The analyzer reports such a slice that is kept in an element, a field, a map or a
// channel, or used, when a call after that overwrites the buffer; values of type sql.RawBytes
// that are kept when the rows go on; and methods Write, Scan, UnmarshalJSON, UnmarshalText
// and UnmarshalBinary that keep their argument, which belongs to the caller.
//
// It does not report slices that are copied, and methods Write that wait
// until somebody is done with the argument.
package aliasbuf
