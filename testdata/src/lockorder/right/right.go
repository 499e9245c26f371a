// Package right takes Second before First.
package right

import "lockorder/lib"

// Run does.
//
//proof:none it takes two packages, see both
func Run() {
	lib.Second.Lock()
	defer lib.Second.Unlock()
	lib.Pause()
	lib.First.Lock()
	defer lib.First.Unlock()
}
