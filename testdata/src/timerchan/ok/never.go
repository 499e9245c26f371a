package ok

import "time"

// The timer is made once.
//
//proof:ok
func once() {
	ticker := time.NewTicker(time.Millisecond)
	defer ticker.Stop()
	end := time.After(20 * time.Millisecond)
	for {
		select {
		case <-ticker.C:
		case <-end:
			return
		}
	}
}

// The ticker is the slower one: it says something while nothing comes.
//
//proof:ok
func slower() {
	ticker := time.NewTicker(time.Hour)
	defer ticker.Stop()
	for {
		select {
		case <-ticker.C:
		case <-time.After(time.Millisecond):
			return
		}
	}
}

// Idle is what is meant: values don't come at fixed times.
//
//proof:ok
func idle() {
	in := make(chan int, 1)
	in <- 1
	for {
		select {
		case <-in:
		case <-time.After(5 * time.Millisecond):
			return
		}
	}
}

// The ticker is stopped on the way.
//
//proof:ok
func stoppedTicker() {
	ticker := time.NewTicker(time.Millisecond)
	for {
		select {
		case <-ticker.C:
			ticker.Stop()
		case <-time.After(20 * time.Millisecond):
			return
		}
	}
}

// The period changes.
//
//proof:ok
func reset() {
	ticker := time.NewTicker(time.Millisecond)
	defer ticker.Stop()
	for {
		select {
		case <-ticker.C:
			ticker.Reset(time.Hour)
		case <-time.After(20 * time.Millisecond):
			return
		}
	}
}

// Only now and then there is a tick.
//
//proof:ok
func sometimes() {
	ticker := time.NewTicker(time.Millisecond)
	defer ticker.Stop()
	tick := ticker.C
	for {
		select {
		case <-tick:
			tick = nil
		case <-time.After(20 * time.Millisecond):
			return
		}
	}
}

// A timer fires once.
//
//proof:ok
func oneShot() {
	first := time.NewTimer(time.Millisecond)
	for {
		select {
		case <-first.C:
		case <-time.After(20 * time.Millisecond):
			return
		}
	}
}

// How long is not known.
//
//proof:by durations
func unknown(period, limit time.Duration) {
	ticker := time.NewTicker(period)
	defer ticker.Stop()
	for {
		select {
		case <-ticker.C:
		case <-time.After(limit):
			return
		}
	}
}

//proof:ok
func durations() { unknown(time.Hour, time.Millisecond) }

// Another goroutine takes the ticks.
//
//proof:ok
func shared() {
	ticker := time.NewTicker(time.Millisecond)
	defer ticker.Stop()
	done := make(chan struct{})
	go func() {
		for {
			select {
			case <-ticker.C:
			case <-done:
				return
			}
		}
	}()
	for {
		select {
		case <-ticker.C:
		case <-time.After(50 * time.Millisecond):
		}
		close(done)
		return
	}
}
