package a

import (
	"errors"
	"io"
	"sync"
)

// A connection counts those that are open.
type connection struct{ open *int }

func dial(open *int) (*connection, error) {
	*open++
	return &connection{open}, nil
}

func (c *connection) close() { *c.open-- }

// The deferred call closes nothing.
//
//proof:observe
//proof:instead conn, err := dial(&open) => var err error; conn, err = dial(&open)
func staysOpen() bool {
	open := 0
	func() {
		var conn *connection
		defer func() {
			if conn != nil {
				conn.close()
			}
		}()
		for range 1 {
			conn, err := dial(&open) // want `this declares another conn: the one of line 26, which the function literal tests at line 28, is never set, and its branch never runs; assign with =`
			if err != nil || conn == nil {
				return
			}
		}
	}()
	return open == 1
}

type tx struct{ undone bool }

func (t *tx) insert(v int) error {
	if v < 0 {
		return errors.New("negative")
	}
	return nil
}

//proof:by notUndone
//proof:instead err := t.insert(v) => err = t.insert(v)
func (t *tx) all(list []int) error {
	var err error
	defer func() {
		if err != nil {
			t.undone = true
		}
	}()
	for _, v := range list {
		if err := t.insert(v); err != nil { // want `this declares another err: the one of line 54, which the function literal tests at line 56, is never set`
			return err
		}
	}
	return nil
}

//proof:observe
func notUndone() bool {
	t := new(tx)
	return t.all([]int{1, -1}) != nil && !t.undone
}

// A literal that is no deferred call.
//
//proof:observe
//proof:instead r := io.Reader(nothing{}) => r = io.Reader(nothing{})
func asked() bool {
	var r io.Reader
	has := func() bool { return nil != r }
	if true {
		r := io.Reader(nothing{}) // want `this declares another r`
		_ = r
	}
	return !has()
}

type nothing struct{}

func (nothing) Read([]byte) (int, error) { return 0, io.EOF }

// In a case of a switch, with a function type.
//
//proof:observe
//proof:instead stop := func() { stopped = true } => stop = func() { stopped = true }
func neverStopped() bool {
	stopped := false
	func() {
		var stop func()
		var once sync.Once
		defer once.Do(func() {
			if stop != nil {
				stop()
			}
		})
		defer func() {
			if stop != nil {
				stop()
			}
		}()
		switch {
		case !stopped:
			stop := func() { stopped = true } // want `this declares another stop`
			_ = stop
		}
	}()
	return !stopped
}
