// Package wallclock finds durations that are measured with the clock on the wall.
//
// # Analyzer wallclock
//
// wallclock: durations that change when the clock is set
//
// time.Now reads two clocks. The one on the wall is set now and then; the other one
// only goes on, and Sub and Since use it where both times have it:
//
//	start := time.Now().Unix()
//	…
//	elapsed := time.Now().Unix() - start // negative, if the clock was set back
//
// The analyzer reports differences of Unix, UnixMilli, UnixMicro and UnixNano of two
// calls of time.Now in one function, and times that UTC, Local or In have taken the
// second clock from before Since or Sub uses them.
package wallclock
