package ok

import (
	"encoding/json"
	"testing"
)

type ofTest string

func (t *ofTest) MarshalJSON() ([]byte, error) { return []byte("null"), nil }

// The test declares the type to see what becomes of the method.
func TestNotCalled(t *testing.T) {
	type pair struct{ A, B ofTest }
	b, err := json.Marshal(pair{"a", "b"})
	if err != nil || string(b) != `{"A":"a","B":"b"}` {
		t.Errorf("%s, %v", b, err)
	}
}
