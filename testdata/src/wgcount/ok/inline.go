package ok

import "sync"

func drainAll(wg *sync.WaitGroup, ch chan int, do func(int)) {
	for v := range ch {
		do(v)
	}
	wg.Done()
}

// Nothing to do comes first.
//
//proof:by inlineItems
func eachIfAny(limit int, items []int, do func(int)) {
	if len(items) == 0 {
		return
	}
	ch := make(chan int, len(items))
	for _, item := range items {
		ch <- item
	}
	close(ch)
	n := min(len(ch), limit)
	var wg sync.WaitGroup
	wg.Add(n)
	for i := 1; i < n; i++ {
		go drainAll(&wg, ch, do)
	}
	drainAll(&wg, ch, do)
	wg.Wait()
}

// One worker at least.
//
//proof:by inlineItems
func eachAtLeastOne(items []int, do func(int)) {
	ch := make(chan int, len(items))
	for _, item := range items {
		ch <- item
	}
	close(ch)
	n := max(len(ch), 1)
	var wg sync.WaitGroup
	wg.Add(n)
	for i := 1; i < n; i++ {
		go drainAll(&wg, ch, do)
	}
	drainAll(&wg, ch, do)
	wg.Wait()
}

// The function counts itself.
//
//proof:by inlineItems
func eachAndMe(items []int, do func(int)) {
	var wg sync.WaitGroup
	wg.Add(len(items) + 1)
	for _, item := range items {
		go func() {
			defer wg.Done()
			do(item)
		}()
	}
	wg.Done()
	wg.Wait()
}

// The Done of the function comes only if there is something.
//
//proof:by inlineItems
func eachUnder(items []int, do func(int)) {
	var wg sync.WaitGroup
	wg.Add(len(items))
	for i := 1; i < len(items); i++ {
		go func() {
			defer wg.Done()
			do(items[i])
		}()
	}
	if len(items) > 0 {
		do(items[0])
		wg.Done()
	}
	wg.Wait()
}

// The callers see to it.
//
//proof:by inlineItems
func eachChecked(items []int, do func(int)) {
	if len(items) > 0 {
		eachOfSome(items, do)
	}
}

//proof:by inlineItems
func eachOfSome(items []int, do func(int)) {
	var wg sync.WaitGroup
	wg.Add(len(items))
	for i := 1; i < len(items); i++ {
		go func() {
			defer wg.Done()
			do(items[i])
		}()
	}
	do(items[0])
	wg.Done()
	wg.Wait()
}

//proof:ok
func inlineItems() {
	for _, each := range []func([]int, func(int)){
		func(items []int, do func(int)) { eachIfAny(4, items, do) }, eachAtLeastOne, eachAndMe, eachUnder, eachChecked,
	} {
		each(nil, func(int) {})
		each([]int{1, 2, 3}, func(int) {})
	}
}
