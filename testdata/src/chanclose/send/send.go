// Package send sends on channels that are closed.
package send

import "errors"

func fails() error { return errors.New("failed") }

// row: C06
//
//proof:panic send on closed channel
func straight() {
	ch := make(chan int, 1)
	close(ch)
	ch <- 1 // want `ch is closed already, by the close of line 13: this send panics; close it after the last send`
}

// row: C06
//
//proof:panic send on closed channel
func missingReturn() {
	results := make(chan error, 2)
	err := fails()
	if err != nil {
		results <- err
		close(results)
	}
	results <- nil // want `results is closed already, by the close of line 25`
	close(results)
}

//proof:panic send on closed channel
func inSelect() {
	ch, other := make(chan int, 1), make(chan int)
	close(ch)
	select { //proof:at
	case other <- 1:
	case ch <- 1: // want `ch is closed already, by the close of line 34`
	}
}

//proof:panic send on closed channel
func inLoop() {
	ch := make(chan int, 3)
	for i := range 3 {
		ch <- i // want `ch is closed already, by the close of line 46`
		close(ch)
	}
}

//proof:by inHelper
func put(ch chan<- int) { ch <- 1 } //proof:at

//proof:panic send on closed channel
func inHelper() {
	ch := make(chan int, 1)
	close(ch)
	put(ch) // want `ch is closed already, by the close of line 56`
}

//proof:panic send on closed channel
func inDefer() {
	ch := make(chan int, 1)
	defer func() { // want `ch is closed already, by the close of line 66: this send panics`
		ch <- 1 //proof:at
	}()
	close(ch)
}

// row: C06
//
//proof:panic send on closed channel
func inGoroutine() {
	ch, done := make(chan int, 1), make(chan bool)
	close(ch)
	go func() { // want `ch is closed already, by the close of line 74`
		defer close(done)
		ch <- 1 //proof:at
	}()
	<-done
}

//proof:ok
func sendThenClose() {
	ch := make(chan int, 1)
	ch <- 1
	close(ch)
	<-ch
}

//proof:ok
func returned() {
	ch := make(chan error, 1)
	if err := fails(); err != nil {
		close(ch)
		return
	}
	ch <- nil
}

//proof:ok
func other() {
	a, b := make(chan int, 1), make(chan int, 1)
	close(a)
	b <- 1
}

//proof:ok
func nilAfter() {
	ch := make(chan int, 1)
	close(ch)
	ch = nil
	select {
	case ch <- 1:
	default:
	}
}

//proof:ok
func closedByOwner() {
	ch, sent := make(chan int, 1), make(chan bool)
	go func() {
		<-sent
		close(ch)
	}()
	ch <- 1
	close(sent)
}

//proof:ok
func received() {
	ch := make(chan int)
	close(ch)
	<-ch
	for range ch {
	}
	_, _ = <-ch
	_, _ = len(ch), cap(ch)
}

//proof:ok
func either() {
	ch := make(chan int, 1)
	ok := fails() == nil
	if !ok {
		close(ch)
	}
	if ok {
		ch <- 1
	}
}

type writer struct {
	in   chan []int
	done chan bool
}

// Whether there is something left is up to who calls it.
//
// row: C06
//
//proof:by finishes
func (w *writer) finish(last []int) {
	close(w.in)
	if len(last) > 0 {
		w.in <- last // want `w.in is closed already, by the close of line \d+`
	}
	<-w.done
}

//proof:panic send on closed channel
func finishes() {
	w := &writer{in: make(chan []int, 1), done: make(chan bool)}
	w.finish([]int{1})
}

// The same question was asked before.
//
//proof:by asks
func (w *writer) either(last []int) {
	if len(last) == 0 {
		close(w.in)
	}
	if len(last) > 0 {
		w.in <- last
	}
}

//proof:ok
func asks() {
	w := &writer{in: make(chan []int, 1)}
	w.either([]int{1})
	w.either(nil)
}

// Nothing has made it yet.
//
// row: C03
//
//proof:panic close of nil channel
func madeLater() {
	var quit chan bool
	if fails() != nil {
		close(quit) // want `quit is nil here, since nothing makes the channel, and close of a nil channel panics`
		return
	}
	quit = make(chan bool)
	go func() { <-quit }()
	close(quit)
}

//proof:ok
func madeInLoop() {
	var quit chan bool
	for i := range 3 {
		if i > 0 {
			close(quit)
		}
		quit = make(chan bool)
		go func() { <-quit }()
	}
	close(quit)
}
