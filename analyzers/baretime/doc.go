// Package baretime finds durations that are given as a number without a unit.
//
// # Analyzer baretime
//
// baretime: durations without a unit, which are nanoseconds
//
// A time.Duration counts nanoseconds, and a constant without a type becomes one silently:
//
//	ctx, cancel := context.WithTimeout(ctx, 5) // 5ns: it has ended already
//	client := http.Client{Timeout: 30}         // every request fails
//
// The analyzer reports small constant numbers where functions and structs of the standard library
// want a duration, and those of the program's own variables and fields that get there as they are: interval: 30 and
// time.NewTicker(time.Duration(h.interval)). So it does with time.Duration(cfg.TimeoutSec), whose name tells the unit. Zero and one, which often mean "at once", are left alone, and so
// are tests. time.Sleep is left to staticcheck's SA1004.
package baretime
