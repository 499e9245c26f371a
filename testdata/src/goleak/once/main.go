package main

import "sync"

func main() {
	run()
	for range 2 {
		again()
	}
}

// It runs once, then the process ends.
//
//proof:none the process ends before it shows
func run() {
	var mu sync.Mutex
	mu.Lock()
	go mu.Lock()
}

//proof:leak
func again() {
	var mu sync.Mutex
	mu.Lock()
	go mu.Lock() // want `this call of Lock can block its goroutine for ever`
}
