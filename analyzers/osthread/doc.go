// Package osthread finds returns that leave a goroutine wired to its thread.
//
// # Analyzer osthread
//
// osthread: returns without UnlockOSThread
//
// The analyzer reports a return between LockOSThread and UnlockOSThread of a function, where other
// ways through it unlock:
//
//	runtime.LockOSThread()
//	if err := enter(ns); err != nil {
//		return err // still locked
//	}
//	err := f()
//	runtime.UnlockOSThread()
//	return err
//
// A goroutine that locks its thread and ends is right: the thread ends with it. So functions
// that are started as goroutines are left alone.
package osthread
