package ok

import (
	"io"
	"sync"
	"sync/atomic"
	"time"
)

type stopper struct {
	mu                                 sync.Mutex
	locked, closed, read, own, started bool
	paused                             bool
	flag                               atomic.Bool
	done                               chan struct{}
	wg                                 sync.WaitGroup
}

// An atomic.
//
//proof:by stops
func (s *stopper) atomics() {
	s.wg.Go(func() {
		for !s.flag.Load() {
			time.Sleep(time.Millisecond)
		}
	})
}

//proof:by stops
func (s *stopper) StopAtomic() { s.flag.Store(true) }

// A lock.
//
//proof:by stops
func (s *stopper) locks() {
	s.wg.Go(func() {
		for {
			s.mu.Lock()
			if s.locked {
				s.mu.Unlock()
				return
			}
			s.mu.Unlock()
			time.Sleep(time.Millisecond)
		}
	})
}

//proof:by stops
func (s *stopper) StopLocked() {
	s.mu.Lock()
	s.locked = true
	s.mu.Unlock()
}

// The flag is tested when the channel has been closed, which comes later than that it is set.
//
//proof:by stops
func (s *stopper) waits() {
	s.wg.Go(func() {
		for {
			select {
			case <-time.After(time.Millisecond):
			case <-s.done:
				if s.closed {
					return
				}
			}
		}
	})
}

//proof:by stops
func (s *stopper) StopWaiting() {
	s.closed = true
	close(s.done)
}

// The flag is tested when a read has failed, since the other end was closed.
//
//proof:by stops
func (s *stopper) reads(r io.Reader) {
	s.wg.Go(func() {
		buf := make([]byte, 1)
		for {
			if _, err := r.Read(buf); err != nil {
				if s.read {
					return
				}
			}
		}
	})
}

//proof:by stops
func (s *stopper) StopReading(c io.Closer) {
	s.read = true
	c.Close()
}

// The goroutine itself sets it.
//
//proof:by stops
func (s *stopper) sets() {
	s.wg.Go(func() {
		for !s.own {
			s.StopItself()
		}
	})
}

//proof:by stops
func (s *stopper) StopItself() { s.own = true }

// It is set before the goroutine starts.
//
//proof:by stops
func (s *stopper) Begin() {
	s.reset()
	s.wg.Go(func() {
		for !s.started {
			return
		}
	})
}

// To begin anew is not to end.
//
//proof:by stops
func (s *stopper) Reset() { s.started = true }

//proof:by stops
func (s *stopper) reset() { s.started = true }

// The loop goes on whatever the flag says.
//
//proof:by stops
func (s *stopper) goesOn() {
	n := 0
	s.wg.Go(func() {
		for range 3 {
			if s.paused {
				n++
			}
		}
	})
}

//proof:by stops
func (s *stopper) Pause() { s.paused = true }

// The author knows of the race.
type careless struct{ stopped bool }

//go:norace
func (c *careless) start() {
	go func() {
		for !c.stopped {
			time.Sleep(time.Millisecond)
		}
	}()
}

//go:norace
func (c *careless) Stop() { c.stopped = true }

// norace is not run, since nothing that is said of it could be seen.
//
//proof:none the race detector does not look at the two methods
func norace() {
	c := new(careless)
	c.start()
	c.Stop()
}

//proof:ok
func stops() {
	s := &stopper{done: make(chan struct{})}
	r, w := io.Pipe()
	s.atomics()
	s.locks()
	s.waits()
	s.reads(r)
	s.sets()
	s.Reset()
	s.Begin()
	s.StopAtomic()
	s.StopLocked()
	s.StopWaiting()
	s.StopReading(w)
	s.wg.Wait()
	s.Pause()
	s.goesOn()
	s.wg.Wait()
}
