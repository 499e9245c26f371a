// Package a starts profiles and traces, and does not always stop them.
package a

import (
	"bytes"
	"errors"
	"io"
	"runtime/pprof"
	"runtime/trace"
)

var errWork = errors.New("failed")

func work(fails bool) error {
	if fails {
		return errWork
	}
	return nil
}

// row: GC19
//
//proof:by returns
func profile(w io.Writer, fails bool) error {
	if err := pprof.StartCPUProfile(w); err != nil { // want `a return \(line 29\) skips the StopCPUProfile that another path makes, and the profile stays empty: defer it behind the start`
		return err
	}
	if err := work(fails); err != nil {
		return err
	}
	pprof.StopCPUProfile()
	return nil
}

//proof:observe
//proof:noflip the mistake is in the other function
func returns() bool {
	var b bytes.Buffer
	if err := profile(&b, true); err != errWork {
		return false
	}
	return b.Len() == 0
}

// row: GC20
//
//proof:by ends
func traced(w io.Writer, names []string) {
	if trace.Start(w) != nil { // want `a return \(line 55\) skips the Stop that another path makes, and the trace has no end`
		return
	}
	work(false)
	for _, name := range names {
		if name == "" {
			return
		}
	}
	trace.Stop()
}

//proof:observe
//proof:noflip the mistake is in the other function
func ends() bool {
	var b bytes.Buffer
	traced(&b, []string{""})
	return trace.IsEnabled()
}

// In a closure; deferred, and too late.
//
// row: GC19
//
//proof:observe
//proof:instead pprof.StartCPUProfile(&b) => pprof.StartCPUProfile(&b); defer pprof.StopCPUProfile()
func deferredLate() bool {
	var b bytes.Buffer
	func() {
		pprof.StartCPUProfile(&b) // want `a return \(line 80\) skips the StopCPUProfile`
		if work(true) != nil {
			return
		}
		defer pprof.StopCPUProfile()
	}()
	return b.Len() == 0
}

// A range over a function.
//
//proof:observe
//proof:instead trace.Start(&b) => trace.Start(&b); defer trace.Stop()
func iterated() bool {
	var b bytes.Buffer
	run := func(seq func(func(int) bool)) {
		trace.Start(&b) // want `a return \(line 97\) skips the Stop`
		for i := range seq {
			if i == 0 {
				return
			}
		}
		trace.Stop()
	}
	run(func(yield func(int) bool) { yield(0) })
	return trace.IsEnabled()
}
