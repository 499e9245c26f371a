// Package a has calls of recover that stop no panic.
package a

import (
	"fmt"
	"time"
)

var last any

// handle is meant to be deferred.
//
//proof:by tooDeep, method
func handle() {
	if r := recover(); r != nil {
		last = r
	}
}

// One call too deep.
//
// row: DF08
//
//proof:panic tooDeep
func tooDeep() {
	defer func() {
		handle() // want `the recover of line 15 returns nil when it is called from here, and the panic goes on: .* defer handle`
		fmt.Println("cleaned up")
	}()
	panic("tooDeep") //proof:at
}

type server struct{ name string }

func (s *server) rescue() {
	if r := recover(); r != nil {
		last = r
	}
}

// row: DF08
//
//proof:panic method
func method() {
	s := &server{name: "a"}
	defer func() {
		s.name = ""
		s.rescue() // want `the recover of line 36 returns nil when it is called from here`
	}()
	panic("method") //proof:at
}

// A literal in the deferred literal.
//
// row: DF07
//
//proof:panic inner
func inner() {
	defer func() {
		func() {
			if r := recover(); r != nil { // want `this recover always returns nil: the function around it is called by line 60 in place, never deferred`
				last = r
			}
		}()
	}()
	panic("inner") //proof:at
}

// In place, without any defer.
//
//proof:panic inPlace
func inPlace() {
	func() {
		_ = recover() // want `this recover always returns nil`
	}()
	panic("inPlace") //proof:at
}

// The goroutine is not panicking yet.
//
//proof:panic started
func started() {
	go func() {
		recover()        // want `called by the go statement of line 83, never deferred`
		panic("started") //proof:at
	}()
	time.Sleep(time.Hour)
}

// A deferred recover is called by nobody.
//
//proof:panic directly
func directly() {
	defer recover()   // want `a deferred recover does not stop the panic`
	panic("directly") //proof:at
}

// The panic is on another goroutine.
//
// row: G01
//
//proof:panic elsewhere
func elsewhere() {
	defer func() {
		if r := recover(); r != nil {
			last = r
		}
	}()
	go func() {
		panic("elsewhere") // want `this panic ends the process: the recover of line 105 is on another goroutine`
	}()
	time.Sleep(time.Hour)
}

//proof:by neverDeferred
func protect() {
	if r := recover(); r != nil { // want `this recover always returns nil: the function around it is called by line 124, never deferred`
		last = r
	}
}

//proof:panic neverDeferred
func neverDeferred() {
	protect()
	panic("neverDeferred") //proof:at
}

// A range-over-func loop is no function of its own for recover, a literal in it is.
//
//proof:panic iterated
func iterated() {
	defer func() {
		for range func(yield func() bool) { yield() } {
			func() {
				recover() // want `this recover always returns nil`
			}()
		}
	}()
	panic("iterated") //proof:at
}

// What is known is handled, and only others go on.
//
//proof:panic handled
func handled() {
	defer func() {
		if r := recover(); r != nil {
			if _, ok := r.(string); !ok {
				panic(r)
			}
		}
	}()
	go func() {
		panic("handled") // want `this panic ends the process: the recover of line \d+ is on another goroutine`
	}()
	time.Sleep(time.Hour)
}
