package ok

import (
	"strings"
	"testing"
)

// What helps the tests of several implementations asks for words.
//
//proof:none it needs a test
func wantClosed(t testing.TB, err error) {
	if !strings.Contains(err.Error(), "use of closed network connection") {
		t.Error(err)
	}
}
