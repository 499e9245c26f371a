package ok

import (
	"strings"
	"testing"
)

// A test may read nothing to see what comes.
//
//proof:none it is a test
func TestReadsNothing(t *testing.T) {
	var b []byte
	if n, err := strings.NewReader("a").Read(b); n != 0 || err != nil {
		t.Fatal(n, err)
	}
}
