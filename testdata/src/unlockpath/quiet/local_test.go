package quiet

import (
	"sync"
	"testing"
)

type switched struct {
	mu sync.Mutex
	n  int
}

func newSwitched() *switched { return new(switched) }

func (s *switched) on()  { s.mu.Lock() }
func (s *switched) off() { s.mu.Unlock() }

// A test that has failed leaves its own objects as they are.
//
//proof:none it is a test
func TestFails(t *testing.T) {
	s := newSwitched()
	s.on()
	if s.n != 0 {
		t.Error("not 0")
		return
	}
	s.off()
	s.on()
	s.off()
}
