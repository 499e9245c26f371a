//go:build go1.21

// Package versions has loops of Go 1.21, whose variables are one for all iterations.
package versions

import "sync"

// go vet's loopclosure reports it.
//
//proof:none the fixtures run with the loops of today's Go
func shared(names []string) {
	var wg sync.WaitGroup
	for _, name := range names {
		wg.Add(1)
		go func() {
			defer wg.Done()
			_ = len(name)
		}()
	}
	wg.Wait()
}

// The variable is not the loop's.
//
//proof:race
func stillReported() {
	n := 0
	var wg sync.WaitGroup
	for i := 0; i < 3; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			n++ // want `all goroutines started at line \d+ set the same n`
		}()
	}
	wg.Wait()
}
