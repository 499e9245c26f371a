// Package a leaves goroutines wired to their thread.
package a

import (
	"errors"
	"runtime"
	"strings"
)

var errFailed = errors.New("failed")

func enter(fail bool) error {
	if fail {
		return errFailed
	}
	return nil
}

// wired reports whether the goroutine that f runs in is locked afterwards.
//
//proof:by earlyReturn
func wired(f func()) bool {
	result := make(chan bool)
	go func() {
		f()
		text := make([]byte, 200)
		text = text[:runtime.Stack(text, false)]
		result <- strings.Contains(string(text), "locked to thread")
	}()
	return <-result
}

// row: G08
//
//proof:by earlyReturn
//proof:instead return err => runtime.UnlockOSThread(); return err
func inside(fail bool) error {
	runtime.LockOSThread()
	if err := enter(fail); err != nil {
		return err // want `this return leaves the`
	}
	runtime.UnlockOSThread()
	return nil
}

// row: G08
//
//proof:observe
func earlyReturn() bool { return wired(func() { inside(true) }) }

//proof:by secondReturn
//proof:instead return errFailed => runtime.UnlockOSThread(); return errFailed
func twice(fail bool) error {
	runtime.LockOSThread()
	err := enter(false)
	if err != nil {
		runtime.UnlockOSThread()
		return err
	}
	if fail {
		return errFailed // want `this return leaves the`
	}
	runtime.UnlockOSThread()
	return nil
}

//proof:observe
func secondReturn() bool { return wired(func() { twice(true) }) }

//proof:by conditional
//proof:instead !fail => true
func once(fail bool) {
	runtime.LockOSThread()
	err := enter(fail)
	if !fail { //proof:at
		runtime.UnlockOSThread()
	}
	_ = err
} // want `this return leaves the`

//proof:observe
func conditional() bool { return wired(func() { once(true) }) }

//proof:by inLoop
//proof:instead return i => runtime.UnlockOSThread(); return i
func search(list []int, x int) int {
	for i, v := range list {
		runtime.LockOSThread()
		if v == x {
			return i // want `this return leaves the`
		}
		runtime.UnlockOSThread()
	}
	return -1
}

//proof:observe
func inLoop() bool { return wired(func() { search([]int{1, 2}, 2) }) }

type namespace struct{ open bool }

//proof:by method
//proof:instead return errFailed => runtime.UnlockOSThread(); return errFailed
func (n *namespace) do(f func() error) error {
	runtime.LockOSThread()
	if !n.open {
		return errFailed // want `this return leaves the`
	}
	err := f()
	runtime.UnlockOSThread()
	return err
}

//proof:observe
func method() bool {
	return wired(func() { new(namespace).do(func() error { return nil }) })
}
