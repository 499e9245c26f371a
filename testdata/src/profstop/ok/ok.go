// Package ok stops its profiles and traces, or leaves that to others.
package ok

import (
	"bytes"
	"io"
	"os"
	"runtime/pprof"
)

//proof:ok
func deferred() {
	var b bytes.Buffer
	if err := pprof.StartCPUProfile(&b); err != nil {
		panic(err)
	}
	defer pprof.StopCPUProfile()
	if os.Getenv("GOCORELINT_NEVER") != "" {
		return
	}
}

//proof:ok
func deferredLiteral() {
	var b bytes.Buffer
	if err := pprof.StartCPUProfile(&b); err != nil {
		panic(err)
	}
	defer func() {
		pprof.StopCPUProfile()
		b.Reset()
	}()
	if len(os.Args) > 100 {
		return
	}
}

// All paths stop it.
//
//proof:ok
func paths() {
	var b bytes.Buffer
	if err := pprof.StartCPUProfile(&b); err != nil {
		return
	}
	if len(os.Args) > 100 {
		pprof.StopCPUProfile()
		return
	}
	pprof.StopCPUProfile()
}

// The caller stops it.
//
//proof:by stopped
func begin(w io.Writer) (stop func(), err error) {
	if err := pprof.StartCPUProfile(w); err != nil {
		return nil, err
	}
	if len(os.Args) > 100 {
		pprof.StopCPUProfile()
	}
	return func() { pprof.StopCPUProfile() }, nil
}

//proof:ok
func stopped() {
	stop, err := begin(io.Discard)
	if err != nil {
		panic(err)
	}
	stop()
}

var atExit []func()

// The value of the function goes somewhere.
//
//proof:ok
func value() {
	if err := pprof.StartCPUProfile(io.Discard); err != nil {
		panic(err)
	}
	atExit = append(atExit, pprof.StopCPUProfile)
	for _, f := range atExit {
		f()
	}
}

type profiler struct{}

//proof:by methods
func (profiler) start() { pprof.StartCPUProfile(io.Discard) }

//proof:by methods
func (profiler) stop() { pprof.StopCPUProfile() }

// Two methods.
//
//proof:ok
func methods() {
	var p profiler
	p.start()
	p.stop()
}

// A helper stops it.
//
//proof:ok
func helper() {
	if pprof.StartCPUProfile(io.Discard) != nil {
		return
	}
	if len(os.Args) > 100 {
		pprof.StopCPUProfile()
		return
	}
	end()
}

//proof:by helper
func end() { pprof.StopCPUProfile() }

// The same condition twice.
//
//proof:ok
func conditional() {
	var w io.Writer
	if len(os.Args) > 0 {
		w = io.Discard
	}
	if w != nil {
		pprof.StartCPUProfile(w)
	}
	if w != nil {
		pprof.StopCPUProfile()
	}
}

type tracer struct{}

func (tracer) Start(io.Writer) error { return nil }

// Another Start.
//
//proof:ok
func others() {
	var trace tracer
	trace.Start(io.Discard)
}
