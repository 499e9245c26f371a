package quiet

import (
	"io"
	"sync"
)

// A session is locked from its first read to its end.
type session struct {
	mu   sync.Mutex
	open bool
}

func (s *session) Read([]byte) (int, error) {
	if !s.open {
		s.mu.Lock()
		s.open = true
	}
	return 0, io.EOF
}

func (s *session) end() {
	s.open = false
	s.mu.Unlock()
}

// The code that gets the session calls what locks it.
//
//proof:ok
func handedIn() {
	s := new(session)
	for range 2 {
		if _, err := io.ReadAll(s); err != nil {
			panic(err)
		}
		s.end()
	}
	io.ReadAll(s)
	s.end()
	io.ReadAll(s)
	s.end()
}
