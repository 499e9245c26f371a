// Package cmd has the commands of a program.
package cmd

import "time"

type command struct {
	name string
	run  func(args []string) int
}

var commands = []command{{"start", start}, {"again", func(args []string) int { return again() + again() }}}

// The process ends when the command has run.
//
//proof:none the process ends before it shows
func start(args []string) int {
	ch := make(chan int)
	go func() { ch <- 1 }()
	select {
	case n := <-ch:
		return n
	case <-time.After(time.Millisecond):
		return 1
	}
}

//proof:by twice
func again() int {
	ch := make(chan int)
	go func() {
		time.Sleep(10 * time.Millisecond)
		ch <- 1 // want `if again leaves at line 37`
	}()
	select {
	case n := <-ch:
		return n
	case <-time.After(time.Millisecond):
	}
	return 0
}

//proof:leak
func twice() { commands[1].run(nil) }
