package fix

import "time"

//proof:leak
func result() {
	// The comment stays.
	ch := make(chan int) // this one too
	go func() {
		ch <- 1 // want `a buffer of 1`
	}()
	time.Sleep(time.Millisecond)
	if late() {
		return
	}
	<-ch
}

func late() bool { return true }

//proof:leak
func three() {
	ch := make(chan int, 1)
	for range 3 {
		go func() { ch <- 1 }() // want `a buffer of 3`
	}
	<-ch
}

// The sender does something after its send: when it does would change.
//
//proof:leak
func acknowledged() {
	n := 0
	ch := make(chan int)
	go func() {
		ch <- 1 // want `a buffer of 1`
		n++
	}()
	if late() {
		return
	}
	<-ch
}
