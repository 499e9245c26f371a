//go:build go1.22

package versions

import "sync"

//proof:observe
//proof:instead for i, mu := 0, (sync.Mutex{}); i < 2; i++ { => mu := sync.Mutex{}; for i := 0; i < 2; i++ {
func since() bool {
	var first *sync.Mutex
	for i, mu := 0, (sync.Mutex{}); i < 2; i++ { // want `since Go 1\.22 each iteration copies sync\.Mutex to a new mu: .*; declare it before the loop`
		if first == nil {
			first = &mu
		}
		if i == 1 {
			return first != &mu
		}
	}
	return false
}

//proof:ok
func outside() {
	var mu sync.Mutex
	for i := 0; i < 2; i++ {
		mu.Lock()
		mu.Unlock()
	}
}
