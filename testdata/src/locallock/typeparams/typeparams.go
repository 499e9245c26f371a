package typeparams

import (
	"sync"
	"time"
)

//proof:by lost
func add[T int | int64](n *T) {
	var mu sync.Mutex // want `locks a mu of its own`
	mu.Lock()
	defer mu.Unlock()
	old := *n
	time.Sleep(20 * time.Millisecond)
	*n = old + 1
}

//proof:observe
//proof:noflip the finding is in the generic function
func lost() bool {
	n := 0
	var wg sync.WaitGroup
	wg.Go(func() { add(&n) })
	wg.Go(func() { add(&n) })
	wg.Wait()
	return n != 2
}
