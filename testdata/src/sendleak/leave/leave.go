package leave

import (
	"context"
	"errors"
	"sync"
	"time"
)

func work() int {
	time.Sleep(10 * time.Millisecond)
	return 1
}

// row: G02
//
//proof:leak
func timeout() {
	ch := make(chan int)
	go func() {
		ch <- work() // want `this send blocks its goroutine for ever if timeout leaves at line 25: nothing else receives from the channel, so make it with a buffer of 1`
	}()
	select {
	case <-ch:
	case <-time.After(time.Millisecond):
	}
}

// row: C26
//
//proof:leak
func cancelled() {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	ch := make(chan int)
	go func() {
		v := work()
		ch <- v // want `if cancelled leaves at line 44: .* a buffer of 1`
	}()
	for range 2 {
		select {
		case <-ch:
			return
		case <-ctx.Done():
			return
		}
	}
}

//proof:leak
func earlyReturn() {
	ch := make(chan int)
	go func() {
		ch <- 1 // want `if earlyReturn leaves at line 57: .* a buffer of 1`
	}()
	if err := fails(); err != nil {
		return
	}
	<-ch
}

func fails() error { return errors.New("failed") }

//proof:leak
func polls() {
	ch := make(chan int)
	go func() {
		ch <- work() // want `if polls leaves at line 70: .* a buffer of 1`
	}()
	select {
	case <-ch:
	default:
	}
}

// row: C09
//
//proof:leak
func firstErrorOfAll() {
	tasks := []func() error{fails, fails, fails}
	errs := make(chan error)
	for _, task := range tasks {
		go func() {
			errs <- task() // want `sends that are left over when firstErrorOfAll leaves at line 89 block for ever`
		}()
	}
	for range tasks {
		if err := <-errs; err != nil {
			return
		}
	}
}

// row: C09
//
//proof:leak
func fastestOfAll() {
	tasks := []func() error{fails, fails, fails}
	errs := make(chan error)
	for _, task := range tasks {
		go func() {
			errs <- task() // want `sends that are left over when fastestOfAll leaves at line 106 block for ever`
		}()
	}
	<-errs
}

// row: C30
//
//proof:leak
func smallBuffer() {
	ch := make(chan int, 1)
	for i := range 3 {
		go func() { ch <- i }() // want `if smallBuffer leaves at line 117: .* a buffer of 3`
	}
	<-ch
}

//proof:leak
func sendsTwice() {
	ch := make(chan error)
	go func() {
		err := fails()
		if err != nil {
			ch <- err // a return is missing
		}
		ch <- nil // want `if sendsTwice leaves at line 130: .* a buffer of 2`
	}()
	<-ch
}

//proof:leak
func twoDirections() {
	errs := make(chan error)
	up := func() error { return nil }
	down := func() error { time.Sleep(time.Millisecond); return nil }
	go func() { errs <- up() }()
	go func() { errs <- down() }() // want `if twoDirections leaves at line 140: .* a buffer of 2`
	<-errs
}

// row: C27
//
//proof:leak
func generator() {
	count := func() <-chan int {
		ch := make(chan int)
		go func() {
			defer close(ch)
			for i := range 10 {
				ch <- i // want `if generator leaves at line 158: .* a buffer of 10`
			}
		}()
		return ch
	}
	for i := range count() {
		if i == 3 {
			return
		}
	}
}

//proof:leak
func inLoop() {
	stop := time.After(5 * time.Millisecond)
	for {
		done := make(chan int)
		go func() {
			done <- work() // want `if inLoop leaves at line 172: .* a buffer of 1`
		}()
		select {
		case <-stop:
			return
		case <-done:
		}
	}
}

//proof:leak
func waitGroup() {
	var wg sync.WaitGroup
	ch := make(chan int)
	wg.Go(func() {
		ch <- work() // want `if waitGroup leaves at line 188: .* a buffer of 1`
	})
	select {
	case <-ch:
	case <-time.After(time.Millisecond):
	}
}

//proof:leak
func throughHelper() {
	ch := make(chan int)
	deliver := func(to chan<- int) {
		to <- work() // want `if throughHelper leaves at line 201: .* a buffer of 1`
	}
	go deliver(ch)
	select {
	case <-ch:
	case <-time.After(time.Millisecond):
	}
}

//proof:leak
func nextIteration() {
	for range 2 {
		ch := make(chan int)
		go func() {
			ch <- work() // want `if nextIteration makes the next channel at line 208: .* a buffer of 1`
		}()
		if fails() != nil {
			continue
		}
		<-ch
	}
}

//proof:leak
func otherGoroutineReports() {
	results, errs := make(chan int), make(chan error, 2)
	go func() {
		results <- work() // want `if otherGoroutineReports leaves at line 228: .* a buffer of 1`
	}()
	go func() { errs <- fails() }()
	select {
	case <-results:
	case <-errs:
	}
}

// One too few of a number.
//
//proof:by allButOne
func waitForMost(n int) {
	errs := make(chan error)
	for range n {
		go func() { errs <- fails() }() // want `sends that are left over when waitForMost leaves at line \d+ block for ever`
	}
	for range n {
		if err := <-errs; err != nil {
			return
		}
	}
}

//proof:leak
func allButOne() { waitForMost(2) }

// The group waits for somebody else, and not for those that send.
//
//proof:leak
func othersJoined() {
	var wg sync.WaitGroup
	ch := make(chan int)
	for range 3 {
		go func() {
			ch <- work() // want `if othersJoined leaves at line \d+`
		}()
	}
	joined := make(chan struct{})
	wg.Add(1)
	helper := func() { defer wg.Done() }
	go helper()
	go func() {
		wg.Wait()
		close(joined)
	}()
	for {
		select {
		case <-ch:
		case <-joined:
			return
		}
	}
}

// The variable is for something else: nothing sets it where the goroutine sends.
//
//proof:leak
func neverSet() int {
	ch := make(chan int)
	go func() {
		got := false
		for n := range 3 {
			if !got {
				ch <- n // want `if neverSet leaves at line \d+: .* a buffer of 3`
			}
			got = n > 5
		}
	}()
	return <-ch
}

func letter(r rune) int {
	if r < 'a' || r > 'z' {
		return -1
	}
	return int(r - 'a')
}

// The sender stops for a reason of its own, not for the value for which the receiver leaves.
//
//proof:leak
func otherReason() {
	text := string([]byte("ab?def"))
	ch := make(chan int)
	go func() {
		left := len(text)
		for _, r := range text {
			ch <- letter(r) // want `sends that are left over when otherReason leaves at line \d+ block for ever`
			if left--; left == 0 {
				break
			}
		}
		close(ch)
	}()
	for range len(text) / 2 {
		a, b := <-ch, <-ch
		if a < 0 || b < 0 {
			return
		}
	}
}
