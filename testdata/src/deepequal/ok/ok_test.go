package ok

import "reflect"

// strict is in a test, which may want to know of nil.
//
//proof:ok
func strict() {
	var have []string
	_ = reflect.DeepEqual(have, []string{})
}
