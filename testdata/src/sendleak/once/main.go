package main

import "time"

func main() {
	fetch()
	for range 2 {
		again()
	}
}

// It runs once, then the process ends.
//
//proof:none the process ends before it shows
func fetch() {
	ch := make(chan int)
	go func() { ch <- 1 }()
	select {
	case <-ch:
	case <-time.After(time.Millisecond):
	}
}

//proof:leak
func again() {
	ch := make(chan int)
	go func() {
		time.Sleep(10 * time.Millisecond)
		ch <- 1 // want `if again leaves at line 33`
	}()
	select {
	case <-ch:
	case <-time.After(time.Millisecond):
	}
}
