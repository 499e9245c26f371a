//go:build go1.21

// Package versions has loops that copy their variables since Go 1.22.
package versions

import "sync"

//proof:ok
func before() {
	for i, mu := 0, (sync.Mutex{}); i < 2; i++ {
		mu.Lock()
		mu.Unlock()
	}
}
