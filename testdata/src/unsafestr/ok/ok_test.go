package ok

import "testing"

// The test writes to a copy of its own, and looks at both.
func TestBytesOf(t *testing.T) {
	x := []byte("hello")
	s := string(x)
	b := bytesOf(s)
	b[0] = 'x'
	if s != "xello" || x[0] != 'h' {
		t.Fatal(s)
	}
}
