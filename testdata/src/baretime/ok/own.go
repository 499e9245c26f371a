package ok

import (
	"context"
	"time"
)

type settings struct {
	TimeoutSec int
	SleepNanos int64
	perSecond  int
	delay      time.Duration
	wait       time.Duration
	every      int
	given      time.Duration
}

// The unit is there.
//
//proof:ok
func ownUnits() {
	s := settings{TimeoutSec: 5, delay: 5 * time.Second}
	ctx, cancel := context.WithTimeout(context.Background(), time.Duration(s.TimeoutSec)*time.Second)
	defer cancel()
	_ = ctx
	t := time.NewTimer(s.delay)
	t.Stop()
}

// The name speaks of nanoseconds, or of something else.
//
//proof:ok
func ownNames() {
	s := settings{SleepNanos: 100, perSecond: 10}
	time.Sleep(time.Duration(s.SleepNanos + 1))
	t := time.NewTimer(time.Second / time.Duration(s.perSecond))
	t.Stop()
}

// It is multiplied elsewhere.
//
//proof:ok
func multiplied() {
	s := &settings{wait: 5, every: 3}
	s.wait *= time.Millisecond
	time.Sleep(s.wait)
	s.every *= int(time.Microsecond)
	time.Sleep(time.Duration(s.every))
}

// Whoever has the address may set it.
//
//proof:ok
func addressed() {
	s := &settings{given: 7}
	scale(&s.given)
	time.Sleep(s.given)
}

func scale(d *time.Duration) { *d *= time.Microsecond }
