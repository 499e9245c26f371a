// Package a measures with the clock on the wall.
package a

import (
	"strings"
	"time"
)

func work() { time.Sleep(time.Microsecond) }

// monotonic reports whether the time has the reading of the clock that only
// goes on: it prints it.
func monotonic(t time.Time) bool { return strings.Contains(t.String(), " m=") }

// row: ER35
//
//proof:none no test can set the clock of the machine
func seconds() int64 {
	start := time.Now().Unix()
	work()
	return time.Now().Unix() - start // want `this duration jumps when the clock is set, since start \(line 19\) leaves the clock that only goes on behind: keep time.Now\(\), and use time.Since`
}

// In a closure, in parentheses.
//
// row: ER35
//
//proof:none no test can set the clock of the machine
func nanoseconds() (d time.Duration) {
	begin := time.Now().UnixNano()
	defer func() {
		d = time.Duration((time.Now().UnixNano()) - begin) // want `this duration jumps when the clock is set, since begin \(line 30\)`
	}()
	work()
	return
}

// row: ER35
//
//proof:none no test can set the clock of the machine
func late(limit int64) bool {
	n, start := 0, time.Now().UnixMilli()
	for time.Now().UnixMilli()-start < limit { // want `this duration jumps when the clock is set, since start`
		n++
	}
	return n > 0
}

// row: ER35
//
//proof:observe
//proof:instead time.Now().UTC() => time.Now()
func utc() bool {
	start := time.Now().UTC() //proof:at
	work()
	elapsed := time.Since(start) // want `this duration jumps when the clock is set: start \(line 54\) has no monotonic reading after UTC; measure from time.Now\(\), and convert where it is shown`
	return elapsed > 0 && !monotonic(start)
}

// row: ER35
//
//proof:observe
//proof:instead time.Now().In(time.UTC) => time.Now()
func in() bool {
	var stripped bool
	func() {
		start := time.Now().In(time.UTC) //proof:at
		stripped = !monotonic(start)
		work()
		_ = time.Since(start) // want `start \(line 67\) has no monotonic reading after In`
	}()
	return stripped
}

// The local time is the one that it has, and still loses it.
//
//proof:observe
//proof:instead time.Now().Local() => time.Now()
func local() bool {
	rounds := func(yield func(int) bool) { yield(0) }
	for range rounds {
		start := time.Now().Local() //proof:at
		_ = time.Since(start)       // want `start \(line 82\) has no monotonic reading after Local`
		if !monotonic(start) {
			return true
		}
	}
	return false
}
