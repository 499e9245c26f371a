package a

import (
	"encoding/json"
	"testing"
)

// A test of a type of the package.
//
//proof:none it is a test
func TestValue(t *testing.T) {
	b, err := json.Marshal(temp{21}) // want `never calls the method MarshalJSON of temp here`
	if err != nil || string(b) != "{}" {
		t.Errorf("%s, %v", b, err)
	}
}
