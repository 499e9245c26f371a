package ok

import "sync"

type session struct {
	mu     sync.Mutex
	source *int
	name   string
	ready  chan bool
	total  int
}

func (s *session) dispatch() {
	if s.source != nil {
		s.total = *s.source
	}
	s.ready <- true
}

// All is set before it starts.
//
//proof:ok
func complete() {
	s := &session{ready: make(chan bool)}
	s.source = new(int)
	go s.dispatch()
	<-s.ready
	s.source = nil
}

// The goroutine waits until it may look.
//
//proof:ok
func waitsFirst() {
	s := &session{ready: make(chan bool)}
	go func() {
		<-s.ready
		use(s.name)
		s.ready <- true
	}()
	s.name = "a"
	s.ready <- true
	<-s.ready
}

func use(string) {}

// Another field.
//
//proof:ok
func otherField() {
	s := &session{ready: make(chan bool)}
	go s.dispatch()
	s.name = "a"
	<-s.ready
}

// Both take the lock.
//
//proof:ok
func locks() {
	s := &session{ready: make(chan bool)}
	go s.locked()
	s.mu.Lock()
	s.name = "a"
	s.mu.Unlock()
	<-s.ready
}

func (s *session) locked() {
	s.mu.Lock()
	use(s.name)
	s.mu.Unlock()
	s.ready <- true
}

// Each round has an object of its own.
//
//proof:ok
func rounds() {
	for range 2 {
		s := &session{ready: make(chan bool)}
		s.source = new(int)
		go s.dispatch()
		<-s.ready
	}
}

// The variable is another object by then.
//
//proof:ok
func otherObject() {
	s := &session{ready: make(chan bool)}
	first := s
	go first.dispatch()
	s = &session{}
	s.source = new(int)
	<-first.ready
}

// A callback registers what it needs: what it does with the goroutine is not known.
//
//proof:ok
func throughCall() {
	s := &session{ready: make(chan bool)}
	go s.dispatch()
	hold(s)
	s.source = new(int)
}

func hold(s *session) { <-s.ready }
