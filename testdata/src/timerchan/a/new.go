//go:build go1.23

package a

import "time"

// row: C15
//
//proof:observe
//proof:instead len(t.C) == 0 => (func() bool { select { case <-t.C: return false; default: return true } })()
func length() bool {
	t := time.NewTimer(time.Millisecond)
	time.Sleep(5 * time.Millisecond)
	return len(t.C) == 0 // want `len of a timer's channel is always 0 since Go 1.23, also when the timer has fired: select with a default`
}

// row: C15
//
//proof:observe
//proof:noflip nobody needs to know
func capacity() bool {
	t := time.NewTicker(time.Millisecond)
	defer t.Stop()
	time.Sleep(5 * time.Millisecond)
	return cap(t.C) == 0 // want `cap of a timer's channel is always 0 since Go 1.23`
}

// row: C16
//
//proof:deadlock
func drainSince123() {
	t := time.NewTimer(time.Millisecond)
	<-t.C
	if !t.Stop() {
		<-t.C // want `Stop returns false then, too; since Go 1.23 Stop leaves nothing behind, so leave it out`
	}
}
