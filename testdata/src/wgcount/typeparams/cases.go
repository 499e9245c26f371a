package typeparams

import "sync"

type number interface{ int | string }

// The two cases are all that T can be.
//
//proof:by named
func eachCase[T number](v T) (n int) {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		switch v := any(v).(type) {
		case int:
			n = v
			wg.Done()
		case string:
			n = len(v)
			wg.Done()
		}
	}()
	wg.Wait()
	return n
}

//proof:ok
func named() {
	if eachCase(1)+eachCase("a") != 2 {
		panic("not counted")
	}
}

type size int

// Many types have int below them.
//
//proof:by another
func someCases[T ~int | string](v T) {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		switch any(v).(type) {
		case int:
			wg.Done()
		case string:
			wg.Done()
		}
	}() // want `the goroutine ends here without wg.Done, so the Wait at line \d+ waits for ever: defer the Done`
	wg.Wait() //proof:at
}

//proof:deadlock
func another() { someCases(size(1)) }
