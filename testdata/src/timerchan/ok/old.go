//go:build go1.22

package ok

import "time"

// Before 1.23 the channel had room for one value.
//
//proof:none it depends on the version of the main module
func length(t *time.Timer) bool { return len(t.C) == 0 }
