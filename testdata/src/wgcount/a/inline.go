package a

import "sync"

//proof:by noItems
func drainAll(wg *sync.WaitGroup, ch chan int, do func(int)) {
	for v := range ch {
		do(v)
	}
	wg.Done() //proof:at
}

// The last worker is the function itself.
//
//proof:by noItems
func each(limit int, items []int, do func(int)) {
	ch := make(chan int, len(items))
	for _, item := range items {
		ch <- item
	}
	close(ch)
	n := len(ch)
	if n > limit {
		n = limit
	}
	var wg sync.WaitGroup
	wg.Add(n) // want `this Add may count none, and wg.Done runs in any case \(line 31\): the counter gets negative, which panics; return first if there is nothing to do`
	for i := 1; i < n; i++ {
		go drainAll(&wg, ch, do)
	}
	drainAll(&wg, ch, do)
	wg.Wait()
}

//proof:panic negative WaitGroup counter
func noItems() { each(4, nil, func(int) {}) }

//proof:by noneInline
func eachInline(items []int, do func(int)) {
	var wg sync.WaitGroup
	wg.Add(len(items)) // want `this Add may count none, and wg.Done runs in any case`
	for i := 1; i < len(items); i++ {
		go func() {
			defer wg.Done()
			do(items[i])
		}()
	}
	for _, item := range items[:min(1, len(items))] {
		do(item)
	}
	wg.Done() //proof:at
	wg.Wait()
}

//proof:panic negative WaitGroup counter
func noneInline() { eachInline(nil, func(int) {}) }
