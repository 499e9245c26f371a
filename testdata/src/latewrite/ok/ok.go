// Package ok has goroutines that look alike and leave the caller's buffer alone.
package ok

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

type slow struct{ stop chan bool }

func (s slow) Read(p []byte) (int, error) {
	select {
	case <-s.stop:
		return 0, io.EOF
	case <-time.After(5 * time.Millisecond):
	}
	return copy(p, "late"), nil
}

func (s slow) Close() error {
	close(s.stop)
	return nil
}

func newConn() slow { return slow{make(chan bool)} }

// use calls a function and has the buffer again.
func use(read func(p []byte)) {
	p := make([]byte, 16)
	read(p)
	for range 10 {
		p[0]++
		time.Sleep(time.Millisecond)
	}
}

// The goroutine has a buffer of its own.
//
//proof:ok
func ownBuffer() {
	use(func(p []byte) {
		conn := newConn()
		done := make(chan []byte, 1)
		go func() {
			buf := make([]byte, len(p))
			n, _ := conn.Read(buf)
			done <- buf[:n]
		}()
		select {
		case data := <-done:
			copy(p, data)
		case <-time.After(time.Millisecond):
		}
	})
}

// It waits for the goroutine when the time is over.
//
//proof:ok
func waits() {
	use(func(p []byte) {
		conn := newConn()
		done := make(chan result, 1)
		go func() {
			n, err := conn.Read(p)
			done <- result{n, err}
		}()
		select {
		case <-done:
		case <-time.After(time.Millisecond):
			conn.Close()
			<-done
		}
	})
}

// What Close does is not known: it may wait.
//
//proof:ok
func closes() {
	use(func(p []byte) {
		conn := newConn()
		done := make(chan result, 1)
		go func() {
			n, err := conn.Read(p)
			done <- result{n, err}
		}()
		select {
		case <-done:
		case <-time.After(time.Millisecond):
			shutdown(conn, done)
		}
	})
}

func shutdown(c io.Closer, done chan result) {
	c.Close()
	<-done
}

//proof:ok
func deferredWait() {
	use(func(p []byte) {
		var wg sync.WaitGroup
		defer wg.Wait()
		done := make(chan result, 1)
		wg.Go(func() {
			n, err := newConn().Read(p)
			done <- result{n, err}
		})
		select {
		case <-done:
		case <-time.After(time.Millisecond):
		}
	})
}

// The goroutine only reads.
//
//proof:ok
func writes() {
	p := []byte("data")
	send(p, time.Millisecond)
	time.Sleep(10 * time.Millisecond)
}

func send(p []byte, wait time.Duration) error {
	done := make(chan error, 1)
	go func() {
		time.Sleep(2 * time.Millisecond)
		_, err := io.Discard.Write(p)
		done <- err
	}()
	select {
	case err := <-done:
		return err
	case <-time.After(wait):
		return errTimeout
	}
}

// There is nothing that ends the wait early.
//
//proof:ok
func noTimeout() {
	use(func(p []byte) {
		done := make(chan result, 1)
		go func() {
			n, err := newConn().Read(p)
			done <- result{n, err}
		}()
		<-done
	})
}

// The loop goes on waiting.
//
//proof:ok
func progress() {
	use(func(p []byte) {
		done := make(chan result, 1)
		go func() {
			n, err := newConn().Read(p)
			done <- result{n, err}
		}()
		for {
			select {
			case <-done:
				return
			case <-time.After(time.Millisecond):
			}
		}
	})
}

// Whoever calls it is told when the buffer is full: it hands the buffer over.
//
//proof:ok
func async() {
	p := make([]byte, 16)
	<-start(p)
	clear(p)
}

func start(p []byte) <-chan int {
	done := make(chan int, 1)
	go func() {
		n, _ := newConn().Read(p)
		done <- n
	}()
	return done
}

// The buffer is one of this function.
//
//proof:ok
func local() error {
	p := make([]byte, 16)
	done := make(chan error, 1)
	go func() {
		_, err := newConn().Read(p)
		done <- err
	}()
	defer time.Sleep(10 * time.Millisecond)
	select {
	case err := <-done:
		return err
	case <-time.After(time.Millisecond):
		return errTimeout
	}
}

// The goroutine asks under a lock whether anybody still waits.
//
//proof:ok
func guarded() {
	use(func(p []byte) {
		var mu sync.Mutex
		left := false
		done := make(chan bool, 1)
		go func() {
			time.Sleep(2 * time.Millisecond)
			mu.Lock()
			defer mu.Unlock()
			if !left {
				copy(p, "data")
			}
			done <- true
		}()
		select {
		case <-done:
		case <-time.After(time.Millisecond):
			mu.Lock()
			left = true
			mu.Unlock()
		}
	})
}

// Same names, another select: it does not wait for the goroutine at all.
//
//proof:ok
func otherChannel() {
	use(func(p []byte) {
		done := make(chan bool)
		go func() {
			defer close(done)
			copy(p, "data")
		}()
		<-done
		other := make(chan bool, 1)
		other <- true
		select {
		case <-other:
		case <-time.After(time.Millisecond):
		}
	})
}

//proof:ok
func contextAwaited() {
	ctx, cancel := context.WithTimeout(context.Background(), time.Millisecond)
	defer cancel()
	p := make([]byte, 16)
	readContext(ctx, p)
	clear(p)
}

func readContext(ctx context.Context, p []byte) (n int, err error) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		n, err = newConn().Read(p)
	}()
	select {
	case <-done:
		return n, err
	case <-ctx.Done():
		<-done
		return 0, ctx.Err()
	}
}
