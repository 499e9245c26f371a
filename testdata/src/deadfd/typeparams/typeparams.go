// Package typeparams has generic functions.
package typeparams

import (
	"os"
	"runtime"
	"syscall"
	"time"
)

//proof:by runs
func number[N ~int | ~uintptr](name string) N {
	f, err := os.Open(name)
	if err != nil {
		return 0
	}
	return N(f.Fd()) // want `the next collection closes this descriptor`
}

//proof:observe
//proof:noflip the mistake is in the other function
func runs() bool {
	fd := number[int](os.DevNull)
	for range 3 {
		runtime.GC()
		time.Sleep(2 * time.Millisecond)
	}
	var st syscall.Stat_t
	return syscall.Fstat(fd, &st) == syscall.EBADF
}
