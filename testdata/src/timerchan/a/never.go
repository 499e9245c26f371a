package a

import "time"

// row: C14
//
//proof:observe
//proof:instead case <-time.After(40 * time.Millisecond): => case <-end:
func restarted() bool {
	end := time.After(40 * time.Millisecond)
	_ = end
	ticker := time.NewTicker(10 * time.Millisecond)
	defer ticker.Stop()
	for range 20 {
		select {
		case <-ticker.C:
		case <-time.After(40 * time.Millisecond): // want `these 40ms never end: they begin anew with each select, and the clock made at line \d+ is ready after 10ms; make the timer before the loop`
			return false
		}
	}
	return true
}

// Values come as well.
//
//proof:observe
//proof:instead case <-time.After(limit): => case <-end:
func withValues() bool {
	const limit = 50 * time.Millisecond
	end := time.After(limit)
	_ = end
	in := make(chan int)
	turns := 0
	for turns < 20 {
		select {
		case v := <-in:
			sinkInt = v
		case <-time.Tick(10 * time.Millisecond): // made in each round: no tick is older than the timer
			turns++
		case <-time.After(limit): // want `these 50ms never end`
			return false
		}
	}
	return true
}

var sinkInt int

//proof:observe
//proof:instead case <-time.After(50 * time.Millisecond): => case <-end:
func twoAfters() bool {
	end := time.After(50 * time.Millisecond)
	_ = end
	for range 20 {
		select {
		case <-time.After(50 * time.Millisecond): // want `these 50ms never end`
			return false
		case <-time.After(5 * time.Millisecond):
		}
	}
	return true
}

//proof:observe
//proof:instead t := time.NewTimer(50 * time.Millisecond) => t := end
//proof:instead case <-t.C: => case <-t:
func ownTimer() bool {
	end := time.After(50 * time.Millisecond)
	_ = end
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for range 20 {
		t := time.NewTimer(50 * time.Millisecond) // want `these 50ms never end`
		select {
		case <-tick.C:
		case <-t.C: //proof:at
			return false
		}
	}
	return true
}

// A function literal has the ticker.
//
//proof:observe
//proof:instead case <-time.After(50 * time.Millisecond): => case <-end:
func captured() bool {
	end := time.After(50 * time.Millisecond)
	tick := time.NewTicker(5 * time.Millisecond)
	done := make(chan bool)
	go func() {
		defer tick.Stop()
		_ = end
		for range 20 {
			select {
			case <-tick.C:
			case <-time.After(50 * time.Millisecond): // want `these 50ms never end`
				done <- false
				return
			}
		}
		done <- true
	}()
	return <-done
}
