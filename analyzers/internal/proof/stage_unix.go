//go:build unix

package proof

import (
	"syscall"
	"time"
)

// processors is the time that this process, and those that it started and that
// ended, took of all processors.
func processors() (own, children time.Duration) {
	return usage(syscall.RUSAGE_SELF), usage(syscall.RUSAGE_CHILDREN)
}

func usage(who int) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(who, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
