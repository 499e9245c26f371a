// Package ok looks the same and is right.
package ok

import (
	"context"
	"iter"
	"net"
	"net/http"
	"time"
)

const (
	timeout = 5 * time.Second
	retries = 3
	tick    = time.Duration(20)
)

//proof:ok
func units() {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	cancel()
	_, cancel = context.WithTimeout(ctx, timeout)
	cancel()
	_, cancel = context.WithTimeout(ctx, retries*time.Second)
	cancel()
	_, cancel = context.WithTimeout(ctx, 2*timeout/retries)
	cancel()
	_ = http.Client{Timeout: 30 * time.Second}
	_ = net.Dialer{Timeout: time.Second * 3, KeepAlive: -1}
}

// Zero and one are on purpose.
//
//proof:ok
func atOnce() {
	t := time.NewTimer(0)
	<-t.C
	t.Reset(1)
	<-t.C
	<-time.After(1)
	_ = http.Server{ReadTimeout: 0}
}

// The unit is written.
//
//proof:ok
func converted() {
	<-time.After(time.Duration(5))
	<-time.After(tick)
	<-time.After(5 * time.Nanosecond)
}

// Microseconds may be meant.
//
//proof:ok
func many() {
	<-time.After(100_000)
	<-time.After(1e6)
}

// A deadline that has passed, which wakes who reads.
//
//proof:ok
func passed() {
	a, b := net.Pipe()
	a.SetReadDeadline(time.Now().Add(-5))
	a.SetReadDeadline(time.Unix(1, 0))
	a.Close()
	b.Close()
}

// The next moment that differs.
//
//proof:ok
func nextTick() time.Time {
	return time.Now().Add(5).Truncate(100).Round(10)
}

// Other numbers than durations.
//
//proof:ok
func numbers() {
	_ = http.Server{MaxHeaderBytes: 512}
	_ = time.Unix(5, 20)
	_ = http.Cookie{MaxAge: 30}
	_ = time.Date(2026, 1, 2, 3, 4, 5, 6, time.UTC)
}

type config struct {
	Timeout time.Duration // in seconds
}

// Whose field it is decides what it counts.
//
//proof:ok
func seconds() {
	c := config{Timeout: 30}
	c.Timeout = 20
	_ = http.Client{Timeout: c.Timeout * time.Second}
}

func wait(d time.Duration) { <-time.After(d * time.Millisecond) }

//proof:ok
func ownUnit() { wait(5) }

// A value, not a call by name.
//
//proof:ok
func methodValue() {
	after := time.After
	<-after(5)
	t := time.NewTimer(time.Hour)
	defer t.Stop()
	reset := t.Reset
	reset(5)
}

//proof:ok
func variable() {
	d := 5
	<-time.After(time.Duration(d) * time.Millisecond)
}

//proof:ok
func ranged() {
	var seq iter.Seq[time.Duration] = func(yield func(time.Duration) bool) { yield(5) }
	for d := range seq {
		<-time.After(d)
	}
}

// Same name, another type.
type Client struct{ Timeout int }

func (Client) WithTimeout(int) {}

//proof:ok
func sameName() {
	c := Client{Timeout: 30}
	c.WithTimeout(5)
}
