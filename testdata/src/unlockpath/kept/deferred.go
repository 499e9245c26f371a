package kept

import "sync"

type shelf struct {
	mu    sync.Mutex
	other sync.Mutex
	full  bool
	n     int
}

// The result of a function with a deferred call says whether it has failed, too.
//
//proof:by leakDeferred
func (s *shelf) add() (*shelf, error) {
	s.mu.Lock() // want `s.mu stays locked on the return at line 20`
	s.other.Lock()
	defer s.other.Unlock()
	if s.full {
		return nil, errClosed
	}
	s.n++
	s.mu.Unlock()
	return s, nil
}

//proof:deadlock
func leakDeferred() {
	s := &shelf{full: true}
	s.add()
	s.mu.Lock() //proof:at
}
