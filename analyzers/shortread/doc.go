// Package shortread finds reads whose number of bytes nobody looks at.
//
// # Analyzer shortread
//
// shortread: reads whose number of bytes nobody looks at
//
// Read gives what is there, which may be less than the buffer holds, without
// an error:
//
//	if _, err := conn.Read(header[:]); err != nil {
//		return err
//	}
//	size := binary.BigEndian.Uint32(header[:]) // of what came, and of zeros
//
// The analyzer reports such a call of a Read method of the standard library, if its
// first result is dropped and the buffer is used afterwards.
//
// It does not report calls whose error is dropped as well, buffers of one byte, and readers
// that always fill the buffer, such as crypto/rand.Reader.
package shortread
