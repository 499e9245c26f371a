// Package ok has functions that call each other, and end.
package ok

import "os"

func check(ok bool) {
	if !ok {
		panic("wrong")
	}
}

//proof:ok
func parity() { check(even(4) && !odd(4)) }

func even(n int) bool {
	if n == 0 {
		return true
	}
	return odd(n - 1)
}

func odd(n int) bool { return n != 0 && even(n-1) }

type node struct{ left, right *node }

func (n *node) size() int {
	if n == nil {
		return 0
	}
	return 1 + n.children()
}

func (n *node) children() int { return n.left.size() + n.right.size() }

//proof:ok
func tree() { check((&node{left: &node{}}).size() == 2) }

// The loop may have no round.
//
//proof:ok
func loop() { check(visit([][]int{{1}, {}}) == 2) }

func visit(lists [][]int) int {
	n := 0
	for _, l := range lists {
		n += inner(l)
	}
	return n
}

func inner(l []int) int {
	if len(l) > 0 {
		return visit(nil) + len(l)
	}
	return 1
}

// One of them panics at the end, and the other recovers.
//
//proof:ok
func panics() {
	defer func() { check(recover() == "deep") }()
	down(3)
}

func down(n int) int { return further(n) }

func further(n int) int {
	if n == 0 {
		panic("deep")
	}
	return down(n - 1)
}

// It calls a function that may end the process.
//
//proof:ok
func leaves() { check(len(os.Args) > 0) }

//proof:none nobody calls it
func start(n int) int {
	must(n)
	return again(n)
}

func again(n int) int { return start(n - 1) }

func must(n int) {
	if n < 0 {
		os.Exit(1)
	}
}

// In another goroutine it waits for its turn.
//
//proof:ok
func goroutines() {
	done := make(chan bool, 1)
	ping(done, 3)
	<-done
}

func ping(done chan bool, n int) {
	go pong(done, n)
}

func pong(done chan bool, n int) {
	if n == 0 {
		done <- true
		return
	}
	ping(done, n-1)
}

//proof:none it would wait for ever
func producer(c chan int) {
	c <- 1
	consumer(c)
}

func consumer(c chan int) { producer(c) }

// What a method value or an interface calls is not known.
//
//proof:ok
func methodValue() {
	n := &node{}
	f := n.children
	check(f() == 0)
}
