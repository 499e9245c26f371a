// Package a has goroutines that write into buffers which the caller has again.
package a

import (
	"context"
	"errors"
	"io"
	"sync"
	"time"
)

var errTimeout = errors.New("timeout")

type result struct {
	n   int
	err error
}

// A slow reader answers when the timeout is over.
type slow struct{}

func (slow) Read(p []byte) (int, error) {
	time.Sleep(20 * time.Millisecond)
	return copy(p, "late"), nil
}

var conn io.Reader = slow{}

// again is what a caller does with its buffer.
func again(p []byte) {
	for range 40 {
		p[0]++
		time.Sleep(time.Millisecond)
	}
}

//proof:by readRaces
func read(p []byte) (int, error) {
	done := make(chan result, 1)
	go func() {
		n, err := conn.Read(p) // want `the goroutine may write into p, the caller's buffer, after the function has given up at line \d+: whoever uses it next finds other data; fill one of its own and copy`
		done <- result{n, err}
	}()
	select {
	case r := <-done:
		return r.n, r.err
	case <-time.After(time.Millisecond):
		return 0, errTimeout
	}
}

// row: G25
//
//proof:race
func readRaces() {
	p := make([]byte, 16)
	if _, err := read(p); err != nil {
		again(p)
	}
}

type reader struct {
	from io.Reader
	wait time.Duration
}

//proof:by methodRaces
func (r *reader) Read(p []byte) (n int, err error) {
	timer := time.NewTimer(r.wait)
	defer timer.Stop()
	done := make(chan result, 1)
	go func() {
		n, err := io.ReadFull(r.from, p[:4]) // want `the goroutine may write into p`
		done <- result{n, err}
	}()
	select {
	case <-timer.C:
	case res := <-done:
		return res.n, res.err
	}
	return 0, errTimeout
}

// row: G25
//
//proof:race
func methodRaces() {
	p := make([]byte, 16)
	if _, err := (&reader{conn, time.Millisecond}).Read(p); err != nil {
		again(p)
	}
}

//proof:by contextRaces
func readContext(ctx context.Context, p []byte) (int, error) {
	done := make(chan result)
	go func(buf []byte, done chan<- result) {
		n, err := conn.Read(buf) // want `the goroutine may write into p`
		select {
		case done <- result{n, err}:
		case <-ctx.Done():
		}
	}(p, done)
	select {
	case r := <-done:
		return r.n, r.err
	case <-ctx.Done():
		return 0, ctx.Err()
	}
}

// row: G25
//
//proof:race
func contextRaces() {
	ctx, cancel := context.WithTimeout(context.Background(), time.Millisecond)
	defer cancel()
	p := make([]byte, 16)
	if _, err := readContext(ctx, p); err != nil {
		again(p)
	}
}

func readNamed(p []byte, wait time.Duration) error {
	done := make(chan error, 1)
	go fill(p, done)
	select {
	case err := <-done:
		return err
	case <-time.After(wait):
		return errTimeout
	}
}

//proof:by namedRaces
func fill(p []byte, done chan error) {
	time.Sleep(20 * time.Millisecond)
	for i := range p {
		p[i] = 'x' // want `the goroutine may write into p`
	}
	done <- nil
}

// row: G25
//
//proof:race
func namedRaces() {
	p := make([]byte, 16)
	if readNamed(p, time.Millisecond) != nil {
		again(p)
	}
}

//proof:by numbersRace
func compute(out []int, wait time.Duration) bool {
	var wg sync.WaitGroup
	done := make(chan struct{})
	wg.Go(func() {
		defer close(done)
		time.Sleep(20 * time.Millisecond)
		copy(out, []int{1, 2, 3}) // want `the goroutine may write into out`
	})
	select {
	case <-done:
		return true
	case <-time.After(wait):
		return false
	}
}

//proof:race
func numbersRace() {
	out := make([]int, 3)
	compute(out, time.Millisecond)
	for range 40 {
		out[0]++
		time.Sleep(time.Millisecond)
	}
}

//proof:by helperRaces
func throughHelper(p []byte) error {
	done := make(chan error, 1)
	go func() {
		done <- answer(conn, p) // want `the goroutine may write into p`
	}()
	select {
	case err := <-done:
		return err
	case <-time.After(time.Millisecond):
	}
	return errTimeout
}

func answer(r io.Reader, buf []byte) error {
	_, err := r.Read(buf)
	return err
}

//proof:race
func helperRaces() {
	p := make([]byte, 16)
	if throughHelper(p) != nil {
		again(p)
	}
}
