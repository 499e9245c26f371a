// Package embedhijack finds embedded fields that take over the encoding of their struct.
//
// # Analyzer embedhijack
//
// embedhijack: embedded fields that take over the whole struct
//
// The methods of an embedded field are promoted: they become methods of the
// struct, and libraries ask the struct for them:
//
//	type event struct {
//		time.Time        // has MarshalJSON
//		Name      string `json:"name"`
//	}
//
// is encoded as a time, without its name. The analyzer reports an embedded field
// that brings a method for encoding or decoding JSON or XML, where other fields
// have tags for that format and the struct has no method of its own; and a struct that is
// printed with %+v, but has a promoted String or Error method that prints one part.
package embedhijack
