// Package a receives from timers that send no more.
package a

import (
	"sync"
	"time"
)

// row: C16
//
//proof:deadlock
func drainAfterSelect() {
	in := make(chan int)
	t := time.NewTimer(time.Millisecond)
	select {
	case <-t.C:
	case <-in:
	}
	if !t.Stop() {
		<-t.C // want `this waits for ever if the receive at line 16 has taken the value: Stop returns false then, too; select with a default`
	}
}

// row: C16
//
//proof:deadlock
func drainInLoop() {
	in := make(chan int)
	t := time.NewTimer(time.Millisecond)
	for range 3 {
		select {
		case <-t.C:
		case <-in:
		}
		if !t.Stop() {
			<-t.C // want `this waits for ever if the receive at line 32 has taken the value`
		}
		t.Reset(time.Millisecond)
	}
}

// row: C16
//
//proof:deadlock
func drainAfterReceive() {
	t := time.NewTimer(time.Millisecond)
	<-t.C
	if active := t.Stop(); !active {
		<-t.C // want `this waits for ever if the receive at line 47 has taken the value`
	}
}

type conn struct {
	idle *time.Timer
	tick *time.Ticker
	once *time.Timer
	mu   sync.Mutex
	n    int
}

// row: C16
//
//proof:by drainsField
func (c *conn) wait(in chan int) {
	select {
	case <-c.idle.C:
		c.n++
	case v := <-in:
		c.n += v
	}
	if !c.idle.Stop() {
		<-c.idle.C // want `this waits for ever if the receive at line 66 has taken the value`
	}
	c.idle.Reset(time.Second)
}

//proof:deadlock
func drainsField() {
	c := &conn{idle: time.NewTimer(time.Millisecond)}
	c.wait(make(chan int)) //proof:at
}

// row: GC04
//
//proof:by leakField
func (c *conn) run() {
	for range c.tick.C { // want `the Stop at line 95 does not close the channel: this loop and its goroutine never end; select on a channel that is closed beside Stop`
		c.mu.Lock()
		c.n++
		c.mu.Unlock()
	}
}

//proof:by leakField
func (c *conn) close() { c.tick.Stop() }

//proof:leak
func leakField() {
	c := &conn{tick: time.NewTicker(time.Millisecond)}
	go c.run()
	time.Sleep(5 * time.Millisecond)
	c.close()
}

//proof:leak
func leakLocal() {
	t := time.NewTicker(time.Millisecond)
	go func() {
		for range t.C { // want `the Stop at line 114 does not close the channel`
			time.Sleep(time.Microsecond)
		}
	}()
	time.Sleep(5 * time.Millisecond)
	t.Stop()
}

//proof:leak
func leakPlain() {
	t := time.NewTicker(time.Millisecond)
	n := 0
	go func() {
		for {
			<-t.C // want `the Stop at line 128 does not close the channel`
			n++
		}
	}()
	time.Sleep(5 * time.Millisecond)
	t.Stop()
}

//proof:deadlock
func nilChannel() {
	t := time.AfterFunc(time.Millisecond, func() {})
	<-t.C // want `this waits for ever: the timer is made by AfterFunc at line 133, so its channel is nil; signal from the function`
}

//proof:by nilField
func (c *conn) arm() { c.once = time.AfterFunc(time.Millisecond, c.close) }

//proof:by nilField
func (c *conn) disarm() {
	if !c.once.Stop() {
		<-c.once.C // want `this waits for ever: the timer is made by AfterFunc at line 138`
	}
}

//proof:deadlock
func nilField() {
	c := &conn{tick: time.NewTicker(time.Second)}
	c.arm()
	time.Sleep(5 * time.Millisecond)
	c.disarm() //proof:at
}
