// Package typeparams has generic functions.
package typeparams

import "time"

//proof:none no test can set the clock of the machine
func timed[T any](f func() T) (T, int64) {
	start := time.Now().UnixMicro()
	v := f()
	return v, time.Now().UnixMicro() - start // want `this duration jumps when the clock is set, since start`
}

//proof:by runs
func elapsed[N ~int64](start N) N { return N(time.Now().Unix()) - start }

//proof:ok
func runs() { elapsed(time.Now().Unix()) }
