// Package ptrmarshal finds values whose pointer methods a library can't see.
//
// # Analyzer ptrmarshal
//
// ptrmarshal: values whose pointer methods a library can't see
//
// A method with a pointer receiver does not belong to the value's method set. A
// library that gets the value in an interface does not find the method, and
// does something else without a word:
//
//	u, _ := url.Parse("https://user@example.org/")
//	fmt.Println(*u) // prints the fields, String has a pointer receiver
//
// The analyzer reports values given to encoding/json, encoding/xml and
// encoding/gob, to the printing functions of fmt, log and testing (for %v), and
// to log/slog, if the type, or a field or an element that is encoded with it,
// has its MarshalJSON, MarshalText, String, Error, LogValue on the pointer only,
// and the library has no way to take the address.
package ptrmarshal
