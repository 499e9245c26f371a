// Package selfcall finds methods that call themselves through a library.
//
// # Analyzer selfcall
//
// selfcall: methods that call themselves through a library
//
// A method that the standard library calls must not give its own receiver back
// to the library:
//
//	func (t T) MarshalJSON() ([]byte, error) {
//		return json.Marshal(t) // calls MarshalJSON, without end
//	}
//
// The stack overflows, which ends the process: recover does not see it. The
// analyzer reports this for encoding/json, encoding/xml, encoding/gob, for
// errors.Is and errors.As, for Unwrap, Format and LogValue. It follows the
// receiver into composite literals, conversions, and types that embed it.
//
// go vet reports String and Error methods that print their receiver.
package selfcall
