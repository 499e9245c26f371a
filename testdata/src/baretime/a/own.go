package a

import (
	"context"
	"time"
)

type config struct {
	TimeoutSec int
	IdleMs     int64
	interval   int
	delay      time.Duration
	grace      time.Duration
}

// row: X18
//
//proof:by secondsLost
//proof:instead time.Duration(c.TimeoutSec) => time.Duration(c.TimeoutSec)*time.Second
func (c *config) context() (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.Background(), time.Duration(c.TimeoutSec)) // want `context.WithTimeout takes c.TimeoutSec for nanoseconds, and that time is over at once; write time.Duration\(c.TimeoutSec\) \* time.Second`
}

//proof:observe
func secondsLost() bool {
	ctx, cancel := (&config{TimeoutSec: 5}).context()
	defer cancel()
	return ends(ctx)
}

//proof:by millisLost
//proof:instead time.Duration(c.IdleMs) => time.Duration(c.IdleMs)*time.Millisecond
func (c *config) idle() <-chan time.Time {
	return time.After(time.Duration(c.IdleMs)) // want `time.After takes c.IdleMs for nanoseconds, and that time is over at once; write time.Duration\(c.IdleMs\) \* time.Millisecond`
}

//proof:observe
func millisLost() bool {
	select {
	case <-(&config{IdleMs: 5000}).idle():
		return true
	case <-time.After(soon):
		return false
	}
}

// A count of nobody knows what.
//
//proof:by intervalLost
func (c *config) ticker() *time.Ticker { return time.NewTicker(time.Duration(c.interval)) }

// row: X20
//
//proof:by intervalLost
//proof:instead 30 => 30e9
func everyHalfMinute() *config {
	return &config{interval: 30} // want `interval gets 30 without a unit, which time.NewTicker takes for nanoseconds \(line \d+\): that time is over at once; write the unit, such as time.Second`
}

//proof:observe
func intervalLost() bool {
	t := everyHalfMinute().ticker()
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-time.After(soon):
		return false
	}
}

// row: X20
//
//proof:by delayLost
//proof:instead = 100 => = 100 * time.Second
func defaults() (c config) {
	c.delay = 100 // want `delay gets 100 without a unit, which time.NewTimer takes for nanoseconds \(line \d+\)`
	return c
}

//proof:observe
func delayLost() bool {
	c := defaults()
	d := c.delay
	for range 1 {
		t := time.NewTimer(d)
		select {
		case <-t.C:
			return true
		case <-time.After(soon):
		}
		d *= 2
	}
	return false
}

//proof:by graceLost
//proof:instead grace: 10 => grace: 10 * time.Second
func gracious() *config {
	return &config{grace: 10} // want `grace gets 10 without a unit, which context.WithTimeout takes for nanoseconds`
}

//proof:observe
func graceLost() bool {
	ctx, cancel := context.WithTimeout(context.Background(), gracious().grace)
	defer cancel()
	return ends(ctx)
}
