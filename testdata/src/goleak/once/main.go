package main

import (
	"sync"
	"time"
)

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

type importer struct{}

// What it leaves behind goes with the process: a command is run once.
//
//proof:none the process ends before it shows
func (importer) execute(interrupted <-chan time.Time) {
	done := make(chan struct{})
	go func() { done <- struct{}{} }()
	work(done, interrupted)
}

type command interface{ execute(<-chan time.Time) }

var commands = []command{importer{}}

// A handler is called for each request.
//
//proof:leak
func handled() { handlers[0](0) }

var handlers = []func(time.Duration){handle}

//proof:by handled
func handle(patience time.Duration) {
	done := make(chan struct{})
	go func() { done <- struct{}{} }() // want `this send can block its goroutine for ever`
	work(done, time.After(patience))
}

func work(done chan struct{}, late <-chan time.Time) {
	for {
		select {
		case <-done:
			return
		case <-late:
			return
		}
	}
}
