package ok

import (
	"errors"
	"io"
	"os"
	"sync"
	"sync/atomic"
)

type session struct {
	end       sync.Once
	why       atomic.Value // error
	closeErr  atomic.Value // error
	readErr   atomic.Value // error
	done      chan struct{}
	r         io.Reader
	finishing sync.WaitGroup
}

// Only the first caller comes in.
//
//proof:by sessions
func (s *session) Stop(err error) {
	s.end.Do(func() {
		if err != nil {
			s.why.Store(err)
		}
	})
}

// One goroutine for each session, which ends behind the store.
//
//proof:by sessions
func (s *session) readLoop() {
	defer s.finishing.Done()
	buf := make([]byte, 8)
	for {
		if _, err := s.r.Read(buf); err != nil {
			s.readErr.Store(err)
			return
		}
	}
}

func (s *session) close() error { return &os.PathError{Op: "close", Err: io.EOF} }

//proof:by sessions
func newSession(r io.Reader) *session {
	s := &session{done: make(chan struct{}), r: r}
	s.finishing.Add(2)
	go s.readLoop()
	go func() {
		defer s.finishing.Done()
		<-s.done
		if err := s.close(); err != nil {
			s.closeErr.Store(err)
		}
	}()
	return s
}

//proof:ok
func sessions() {
	s := newSession(os.Stdin)
	close(s.done)
	s.finishing.Wait()
	s.Stop(errors.New("a"))
	s.Stop(&os.PathError{})
}
