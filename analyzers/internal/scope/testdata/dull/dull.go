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

// What functions find out about data, and keep in memory, matters to no operation: without looking
// at that, thousands of states.
func reads(o *options) error {
	var r reader
	done := make(chan struct{})
	go func() { close(done) }()
	for _, f := range []func(*options) error{r.first, r.second} {
		if err := f(o); err != nil {
			r.err = err
		}
	}
	<-done
	return r.err
}

type reader struct {
	err        error
	names      []string
	a, b, c, d bool
}

func (r *reader) first(o *options) error {
	if o.a == "x" {
		r.a = true
	}
	if o.b == "x" {
		r.b = !r.a
	}
	if o.c == "x" {
		r.c = r.a || r.b
	}
	if o.d == "x" && r.c {
		return os.ErrInvalid
	}
	return nil
}

func (r *reader) second(o *options) error {
	for _, name := range parse(o.e) {
		switch name {
		case o.f:
			r.d = true
		case o.g:
			r.names = append(r.names, name)
		case o.h:
			return os.ErrExist
		}
	}
	if r.d && r.a {
		return os.ErrNotExist
	}
	return nil
}

// What is kept in memory decides here, through a method and a pointer.
func keeps(o *options) {
	var r reader
	p := &r.d
	ch := make(chan int)
	if o.a == "x" {
		*p = true
	}
	go func() {
		if r.set() {
			ch <- 1
		}
	}()
	if o.a == "x" {
		<-ch
	}
	if r.d {
		<-ch // found
	}
}

func (r *reader) set() bool { return r.d }

// The same data decide the same way twice.
func agrees(o *options) {
	ch := make(chan int)
	if o.a == "x" {
		go func() { ch <- 1 }()
	}
	if o.a == "x" {
		<-ch
	}
}

// What is passed through a channel decides, and so does what a map keeps.
func passes(names []string) {
	sizes := make(chan int, 1)
	known := map[string]bool{}
	if len(names) > 0 {
		known["first"] = true
	}
	sizes <- 2
	ch := make(chan int)
	go func() {
		for range <-sizes {
			ch <- 1
		}
	}()
	<-ch
	<-ch
	if known["first"] && len(names) == 0 {
		<-ch
	}
}
