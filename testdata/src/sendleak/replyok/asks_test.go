package replyok

import (
	"testing"
	"time"
)

// A test asks, and ends soon.
func TestAsk(t *testing.T) {
	s := &tested{make(chan chan int)}
	go s.run()
	if s.ask() != 1 {
		t.Error("no answer")
	}
	close(s.requests)
}

func (s *tested) ask() int {
	answer := make(chan int)
	s.requests <- answer
	select {
	case n := <-answer:
		return n
	case <-time.After(time.Second):
		return 0
	}
}

// It takes the first number only.
func TestNumbers(t *testing.T) {
	ch := make(chan int)
	go numbers(ch)
	if n := <-ch; n != 1 {
		t.Error(n)
	}
}
