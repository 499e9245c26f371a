// Package dull has functions most of whose branches matter to nothing.
package dull

import "os"

type options struct{ a, b, c, d, e, f, g, h, i, j string }

// Ten branches, none of which matters: without looking at that, a thousand states.
func manyBranches(o *options) int {
	ch := make(chan int)
	go func() { ch <- 1 }()
	if o.a == "x" {
		println("a")
	}
	if o.b == "x" {
		println("b")
	}
	if o.c == "x" {
		println("c")
	}
	if o.d == "x" {
		println("d")
	}
	if o.e == "x" {
		println("e")
	}
	if o.f == "x" {
		println("f")
	}
	if o.g == "x" {
		println("g")
	}
	for i := range o.h {
		if o.h[i] == 'x' {
			println("h")
		}
	}
	n := len(parse(o.i))
	if o.j == "x" {
		println(n)
	}
	return <-ch
}

// What has a loop and gets nothing of the scope is not followed.
func parse(s string) []string {
	var words []string
	for i := range s {
		if s[i] == ' ' {
			words = append(words, s[:i])
			s = s[i:]
		}
	}
	return words
}

// The number that a branch decides matters.
func decides(o *options) {
	ch := make(chan int)
	n := 0
	if o.a == "x" {
		n = 1
	}
	go func() {
		for range n {
			ch <- 1
		}
	}()
	<-ch // found
}

// So does a region that is left.
func leaves(name string) {
	ch := make(chan int)
	go func() {
		ch <- 1 // found
	}()
	if _, err := os.Stat(name); err != nil {
		println(err.Error())
		return
	}
	<-ch
}

// A loop that nothing leaves has no end behind it.
func endless(o *options) {
	ch := make(chan int, 1)
	go func() { ch <- 1 }()
	for {
		if o.a == "x" {
			println("a")
		}
		<-ch
		ch <- 1
	}
}
