// Package ok measures with the clock that only goes on, or does not measure.
package ok

import (
	"os"
	"time"
)

func work() { time.Sleep(time.Microsecond) }

//proof:ok
func since() {
	start := time.Now()
	work()
	if time.Since(start) < 0 {
		panic("back in time")
	}
}

// Converted where it is shown.
//
//proof:ok
func shown() {
	start := time.Now()
	_ = start.UTC().Format(time.RFC3339)
	_ = start.Unix()
	_ = time.Since(start)
}

// Times of files and messages are of the clock on the wall.
//
//proof:ok
func age() {
	info, err := os.Stat(os.DevNull)
	if err != nil {
		panic(err)
	}
	_ = time.Now().Unix() - info.ModTime().Unix()
	_ = time.Since(info.ModTime().UTC())
}

// A stamp that is not subtracted.
//
//proof:ok
func stamp() {
	now := time.Now().UnixNano()
	_ = now % 10
	_ = now - 3
	day := time.Now().UTC()
	_ = day.Weekday()
	_ = day.Sub(day.Truncate(24 * time.Hour))
}

// Two units, and a sum.
//
//proof:ok
func units() {
	start := time.Now().UnixMilli()
	_ = time.Now().Unix() - start/1000
	_ = time.Now().UnixMilli() + start
}

// The time that is left until midnight.
//
//proof:ok
func until() {
	now := time.Now().UTC()
	midnight := now.Truncate(24 * time.Hour).Add(24 * time.Hour)
	_ = midnight.Sub(time.Now())
}

// The variable gets another time, from somewhere else.
//
//proof:ok
func replaced() {
	last := time.Now().Unix()
	if s, err := os.Stat(os.DevNull); err == nil {
		last = s.ModTime().Unix()
	}
	_ = time.Now().Unix() - last
}

type clock struct{}

func (clock) Now() time.Time { return time.Unix(7, 0) }

type record struct{ at int64 }

// Another clock, a method value, and a field: the record may come from a file.
//
//proof:ok
func others() {
	start := clock{}.Now().Unix()
	_ = clock{}.Now().Unix() - start
	now := time.Now
	begin := now().Unix()
	_ = now().Unix() - begin
	r := record{time.Now().Unix()}
	_ = time.Now().Unix() - r.at
}

// Another time zone on purpose: the difference of calendars.
//
//proof:ok
func calendar() {
	start := time.Now().UTC()
	end := start.AddDate(0, 1, 0)
	_ = end.Sub(start)
}
