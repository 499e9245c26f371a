package quiet

import "sync"

// What is tested outside of the lock, or never changes, is the same the second time.

type store struct {
	mu   sync.Mutex
	safe bool // set when it is made
	sync bool
	n    int
}

func newStore(safe bool) *store { return &store{safe: safe} }

func (s *store) setSync(on bool) { s.sync = on }

//proof:ok
func optionalTwice() {
	s := newStore(true)
	s.setSync(true)
	s.add()
	s.add()
	s.both()
	s.both()
}

func (s *store) add() {
	if s.sync {
		s.mu.Lock()
	}
	s.n++
	if s.sync {
		s.mu.Unlock()
	}
	if s.sync {
		s.mu.Lock()
	}
	s.n++
	if s.sync {
		s.mu.Unlock()
	}
}

// both decides by a field that never changes, under a lock.
func (s *store) both() {
	var other sync.Mutex
	s.mu.Lock()
	if s.safe {
		other.Lock()
	}
	s.mu.Unlock()
	s.mu.Lock()
	if s.safe {
		other.Unlock()
	}
	s.mu.Unlock()
}

// transfer may leave with the mutex held: then it says so.
//
//proof:ok
func handedWithResult() {
	s := newStore(false)
	if s.transfer() {
		s.mu.Unlock()
	}
	s.mu.Lock()
	s.mu.Unlock()
}

func (s *store) transfer() bool {
	s.mu.Lock()
	if s.n == 0 {
		return true
	}
	s.mu.Unlock()
	return false
}

type line struct {
	mu     sync.Mutex
	closed bool
}

func (l *line) close() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.closed = true
}

//proof:ok
func testedTwice() {
	l := new(line)
	l.mu.Lock()
	if l.closed {
		l.mu.Unlock()
		return
	}
	l.mu.Unlock()
	l.close()
	l.mu.Lock()
	if l.closed {
		l.mu.Unlock()
		return
	}
	l.mu.Unlock()
}

type ring struct {
	mu   sync.Mutex
	all  []int
	seen int
}

func (r *ring) Len() int { return len(r.all) }

// In the first round the lock is still held from before the loop.
//
//proof:ok
func heldInFirstRound() {
	r := &ring{all: []int{1, 2, 3}}
	r.handle()
	r.handle()
}

func (r *ring) handle() {
	r.mu.Lock()
	n := r.Len()
	if n == 0 {
		r.mu.Unlock()
		return
	}
	for i := 0; i < n; i++ {
		if i > 0 {
			r.mu.Lock()
		}
		r.all = r.all[1:]
		r.mu.Unlock()
		r.seen++
	}
}
