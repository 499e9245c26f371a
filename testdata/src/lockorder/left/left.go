// Package left takes First before Second.
package left

import "lockorder/lib"

// Run does.
//
//proof:none it takes two packages, see both
func Run() {
	lib.First.Lock()
	defer lib.First.Unlock()
	lib.Pause()
	lib.Second.Lock()
	defer lib.Second.Unlock()
}
