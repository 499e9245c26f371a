// Package nilfield finds calls through fields that nothing sets.
//
// # Analyzer nilfield
//
// nilfield: calls through fields that nothing sets
//
// A field that no literal and no assignment sets is nil, and a method that is
// called through it panics:
//
//	type server struct {
//		net.Listener // embedded: its methods are promoted
//		addr string
//	}
//
//	func (s *server) stop() { s.Close() } // nil pointer dereference
//
//	func newServer(addr string) *server { return &server{addr: addr} }
//
// The analyzer reports calls through unexported fields, and embedded fields of
// unexported structs, that nothing in the package sets; such calls in the function that
// has made the struct without the field; and calls of optional functions, which
// other places compare with nil first, without that.
//
// It does not report fields whose address is taken, nor functions that ask
// about the field first.
package nilfield
