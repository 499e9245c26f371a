// Package errtext finds errors that are recognized by their text.
//
// # Analyzer errtext
//
// errtext: errors of the standard library recognized by their text
//
// The text of an error is for people. It grows with each function that adds what it
// knows, and what it quotes comes from anywhere:
//
//	if err.Error() == "use of closed network connection" { // says "accept tcp …: use of …"
//	if strings.Contains(err.Error(), "EOF") {              // also of a file of that name
//
// The analyzer reports texts of errors that are compared with, or searched for, the
// text of an error that the standard library exports, so that errors.Is can find it.
package errtext
