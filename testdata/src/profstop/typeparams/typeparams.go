// Package typeparams has generic functions.
package typeparams

import (
	"bytes"
	"io"
	"runtime/pprof"
)

//proof:by runs
func profiled[T any](w io.Writer, f func() (T, error)) (v T, err error) {
	if err := pprof.StartCPUProfile(w); err != nil { // want `skips the StopCPUProfile`
		return v, err
	}
	if v, err = f(); err != nil {
		return v, err
	}
	pprof.StopCPUProfile()
	return v, nil
}

//proof:observe
//proof:noflip the mistake is in the other function
func runs() bool {
	var b bytes.Buffer
	profiled(&b, func() (int, error) { return 0, io.EOF })
	return b.Len() == 0
}
