package ok

import (
	"reflect"
	"time"
)

// strict is in a test, which may know what it compares.
//
//proof:ok
func strict() {
	var have []string
	_ = reflect.DeepEqual(have, []string{})
	_ = reflect.DeepEqual(time.Unix(0, 0), time.Date(1970, 1, 1, 0, 0, 0, 0, time.UTC))
}
