package ok

import (
	"fmt"
	"math"
	"testing"
)

// A test may look at what is printed of such a map.
//
//proof:none it is a test
func TestNaN(t *testing.T) {
	m := map[float64]string{math.NaN(): "nan"}
	if s := fmt.Sprint(m); s != "map[NaN:nan]" {
		t.Fatal(s)
	}
}
