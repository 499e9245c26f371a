package a

import "testing"

// The string is somebody else's.
//
//proof:none it is a test, and to write there is a fault
func TestBytesOf(t *testing.T) {
	s := t.Name()
	b := bytesOf(s)
	b[0] = 'x' // want `this writes to the bytes of a string`
	if t.Name() != s {
		t.Fatal(s)
	}
}
