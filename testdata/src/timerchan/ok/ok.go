// Package ok looks the same and is right.
package ok

import (
	"math"
	"sync"
	"time"
)

// The old idiom, where nobody has received.
//
//proof:ok
func drain() {
	t := time.NewTimer(time.Millisecond)
	if !t.Stop() {
		<-t.C
	}
	t.Reset(time.Millisecond)
	<-t.C
}

//proof:ok
func drainOtherCase() {
	in := make(chan int, 1)
	in <- 1
	t := time.NewTimer(time.Second)
	select {
	case <-t.C:
		return
	case <-in:
	}
	if !t.Stop() {
		<-t.C
	}
}

// P5: the flag says whether the value was taken.
//
//proof:ok
func drainByFlag() {
	in := make(chan int)
	t := time.NewTimer(time.Millisecond)
	for range 2 {
		fired := false
		select {
		case <-t.C:
			fired = true
		case <-in:
		}
		if !fired && !t.Stop() {
			<-t.C
		}
		t.Reset(time.Millisecond)
	}
}

//proof:ok
func drainWithDefault() {
	t := time.NewTimer(time.Millisecond)
	<-t.C
	if !t.Stop() {
		select {
		case <-t.C:
		default:
		}
	}
}

//proof:ok
func setAgain() {
	t := time.NewTimer(time.Millisecond)
	<-t.C
	t.Reset(time.Second)
	if !t.Stop() {
		<-t.C
	}
}

//proof:ok
func madeAgain() {
	var t *time.Timer
	for range 2 {
		t = time.NewTimer(time.Millisecond)
		<-t.C
	}
	t = time.NewTimer(time.Second)
	if !t.Stop() {
		<-t.C
	}
}

type conn struct {
	tick *time.Ticker
	done chan bool
	idle *time.Timer
	once *time.Timer
	mu   sync.Mutex
}

// P2: a method sets it again.
//
//proof:by helper
func (c *conn) extend() { c.idle.Reset(time.Second) }

//proof:by helper
func (c *conn) wait() {
	<-c.idle.C
	c.extend()
	if !c.idle.Stop() {
		<-c.idle.C
	}
}

//proof:ok
func helper() {
	c := &conn{idle: time.NewTimer(time.Millisecond)}
	c.wait()
}

//proof:by selects
func (c *conn) run() {
	for {
		select {
		case <-c.tick.C:
		case <-c.done:
			return
		}
	}
}

//proof:by selects
func (c *conn) close() {
	c.tick.Stop()
	close(c.done)
}

//proof:ok
func selects() {
	c := &conn{tick: time.NewTicker(time.Millisecond), done: make(chan bool)}
	go c.run()
	time.Sleep(3 * time.Millisecond)
	c.close()
}

//proof:ok
func leavesByItself() {
	t := time.NewTicker(time.Millisecond)
	all := make(chan bool)
	go func() {
		defer close(all)
		n := 0
		for range t.C {
			if n++; n == 3 {
				return
			}
		}
	}()
	<-all
	t.Stop()
}

// The loop's own function stops it: it is meant to run for ever.
//
//proof:none it never ends
func forEver() {
	t := time.NewTicker(time.Second)
	defer t.Stop()
	for range t.C {
		println("tick")
	}
}

//proof:none it never ends
func forEverClosure() {
	t := time.NewTicker(time.Second)
	defer func() { t.Stop() }()
	for range t.C {
		println("tick")
	}
}

// Another ticker is stopped.
//
//proof:ok
func other() {
	a, b := time.NewTicker(time.Millisecond), time.NewTicker(time.Second)
	ticked := make(chan bool)
	go func() {
		<-a.C
		close(ticked)
	}()
	<-ticked
	b.Stop()
	a.Stop()
}

// The timer may be another one.
//
//proof:by either
func (c *conn) arm(f func()) {
	if f != nil {
		c.once = time.AfterFunc(time.Millisecond, f)
	} else {
		c.once = time.NewTimer(time.Millisecond)
	}
}

//proof:by either
func (c *conn) fired() { <-c.once.C }

//proof:ok
func either() {
	c := new(conn)
	c.arm(nil)
	c.fired()
}

type myTimer struct{ C chan int }

// P7: another type.
//
//proof:by otherType
func (t *myTimer) Stop() bool { return false }

//proof:ok
func otherType() {
	t := &myTimer{make(chan int, 2)}
	t.C <- len(t.C)
	t.C <- cap(t.C)
	<-t.C
	if !t.Stop() {
		<-t.C
	}
}

// A timer that is made to be reset has not fired yet.
//
//proof:ok
func neverYet() {
	t := time.AfterFunc(math.MaxInt64, func() {})
	if !t.Stop() {
		<-t.C
	}
}

// Programs of before Go 1.23 took out what may have been left.
//
//proof:ok
func drained() {
	t := time.NewTimer(time.Millisecond)
	<-t.C
	t.Stop()
	for len(t.C) > 0 {
		<-t.C
	}
	if len(t.C) != 0 {
		<-t.C
	}
}

// A literal sets the timer again each time.
//
//proof:ok
func setByLiteral() {
	t := time.NewTimer(time.Millisecond)
	again := func() { t.Reset(time.Hour) }
	done := make(chan bool)
	for {
		select {
		case <-t.C:
			again()
			close(done)
		case <-done:
			if !t.Stop() {
				<-t.C
			}
			return
		}
	}
}
