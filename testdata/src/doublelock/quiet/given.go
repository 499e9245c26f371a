package quiet

import "sync"

type server struct {
	lock    sync.Mutex
	started func()
	n       int
}

// unlockOnce lets the caller unlock early, and defer it as well.
func unlockOnce(l sync.Locker) func() {
	var once sync.Once
	return func() { once.Do(l.Unlock) }
}

func (s *server) serve() {
	s.lock.Lock()
	s.n++
	s.lock.Unlock()
}

func (s *server) run() {
	unlock := unlockOnce(&s.lock)
	s.lock.Lock()
	defer unlock()
	s.n++
	unlock()
	s.serve()
}

// The server unlocks when it has started.
func (s *server) start(unlock func()) {
	s.started = unlock
	go func() { s.started() }()
}

//proof:ok
func givenAway() {
	new(server).run()
	var wait sync.Mutex
	wait.Lock()
	new(server).start(wait.Unlock)
	wait.Lock()
	wait.Unlock()
}
