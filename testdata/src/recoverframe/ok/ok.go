// Package ok has calls of recover that work, or that may.
package ok

import (
	"errors"
	"fmt"
	"time"
)

var last any

func must(ok bool) {
	if !ok {
		panic("not as expected")
	}
}

func handle() {
	if r := recover(); r != nil {
		last = r
	}
}

//proof:ok
func literal() {
	defer func() {
		if r := recover(); r != nil {
			last = r
		}
	}()
	panic("x")
}

//proof:ok
func named() {
	defer handle()
	panic("x")
}

type server struct{}

func (*server) rescue() { last = recover() }

//proof:ok
func methodDeferred() {
	var s server
	defer s.rescue()
	panic("x")
}

//proof:ok
func methodValue() {
	var s server
	rescue := s.rescue
	defer rescue()
	panic("x")
}

// The literal goes by a variable, which is deferred.
//
//proof:ok
func variable() {
	rescue := func() { last = recover() }
	defer rescue()
	panic("x")
}

// Somebody else gets it, and defers it.
//
//proof:ok
func passed() {
	defer protect(func() { last = recover() })()
	panic("x")
}

func protect(f func()) func() { return f }

// A function that may be deferred elsewhere, and that does other things too.
//
//proof:ok
func finish() {
	if r := recover(); r != nil {
		last = r
	}
	last = nil
}

//proof:ok
func calledToo() {
	defer finish()
	finish()
}

// An exported function is there for other packages.
//
//proof:ok
func Rescue() { last = recover() }

//proof:ok
func exported() { Rescue() }

// The literal recovers itself before.
//
//proof:ok
func recoversFirst() {
	defer func() {
		if r := recover(); r != nil {
			handle()
		}
	}()
	panic("x")
}

// The function that is called has a deferred literal of its own.
//
//proof:ok
func safely() {
	f := func() {
		defer func() { last = recover() }()
		panic("x")
	}
	defer func() { f() }()
}

// Each goroutine recovers.
//
//proof:ok
func goroutine() {
	done := make(chan bool)
	defer func() { last = recover() }()
	go func() {
		defer close(done)
		defer handle()
		panic("x")
	}()
	<-done
}

// The literal that panics is called by one that recovers.
//
//proof:ok
func nested() {
	done := make(chan bool)
	defer func() { last = recover() }()
	go func() {
		defer close(done)
		func() {
			defer handle()
			func() { panic("x") }()
		}()
	}()
	<-done
}

// A method of an interface may be deferred through it.
//
//proof:ok
func throughInterface() {
	var r interface{ rescue() } = new(server)
	defer r.rescue()
	panic("x")
}

// The body of a loop over an iterator is a function of its own for the runtime
// of Go 1.26, which the language does not say. Nothing is reported.
//
//proof:panic iterated
func iterated() {
	defer func() {
		for range func(yield func() bool) { yield() } {
			last = recover()
		}
	}()
	panic("iterated") //proof:at
}

// A function of the name recover.
//
//proof:ok
func otherName() {
	recover := func() error { return errors.New("x") }
	func() { fmt.Sprint(recover()) }()
	must(recover() != nil)
}

// The recover cleans up and panics again: the process ends in either goroutine.
//
//proof:panic cleanedUp
func cleanedUp() {
	defer func() {
		if r := recover(); r != nil {
			last = r
			panic(r)
		}
	}()
	go func() {
		panic("cleanedUp") //proof:at
	}()
	time.Sleep(time.Hour)
}
