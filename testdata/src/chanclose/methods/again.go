package methods

import "sync"

// A Screen starts when it is told to.
type Screen struct {
	mu      sync.Mutex
	once    sync.Once
	quit    chan struct{}
	resized chan struct{}
	events  chan int
	ended   bool
}

// Init starts.
func (s *Screen) Init() {
	s.quit = make(chan struct{})
	s.resized = make(chan struct{})
	s.events = make(chan int)
}

// Fini thinks of a call without Init, not of a second one.
//
//proof:by secondFini
func (s *Screen) Fini() {
	s.mu.Lock()
	s.ended = true
	s.mu.Unlock()
	if s.quit != nil {
		close(s.quit) // want `a second call of Fini closes s.quit again, which panics: it is still not nil then; set it to nil here, or use a sync.Once`
	}
}

// row: C29
//
//proof:panic close of closed channel
func secondFini() {
	s := new(Screen)
	s.Init()
	for _, end := range []func(){s.Fini, s.Fini} {
		end()
	}
}

// A Ticket sets the channel to nil.
type Ticket struct {
	done  chan struct{}
	ended bool
}

// Close may be called again.
//
//proof:by againNil
func (t *Ticket) Close() {
	t.ended = true
	if t.done != nil {
		close(t.done)
		t.done = nil
	}
}

//proof:ok
func againNil() {
	t := &Ticket{done: make(chan struct{})}
	t.Close()
	t.Close()
}

// A Watch looks at a flag.
type Watch struct {
	done  chan struct{}
	ended bool
}

// Stop may be called again.
//
//proof:by againFlag
func (w *Watch) Stop() {
	if w.ended {
		return
	}
	w.ended = true
	if w.done != nil {
		close(w.done)
	}
}

//proof:ok
func againFlag() {
	w := &Watch{done: make(chan struct{})}
	w.Stop()
	w.Stop()
}

// A Plain is closed once: that is its contract.
type Plain struct {
	done  chan struct{}
	ended bool
}

// Close must be called once.
//
//proof:by againPlain
func (p *Plain) Close() {
	p.ended = true
	close(p.done)
}

//proof:ok
func againPlain() {
	p := &Plain{done: make(chan struct{})}
	p.Close()
}

// A Renewed gets another channel.
type Renewed struct {
	done  chan struct{}
	ended bool
}

// Stop makes the next one.
//
//proof:by againRenewed
func (r *Renewed) Stop() {
	r.ended = true
	if r.done != nil {
		close(r.done)
		r.done = make(chan struct{})
	}
}

//proof:ok
func againRenewed() {
	r := &Renewed{done: make(chan struct{})}
	r.Stop()
	r.Stop()
}

// An Erased is empty afterwards.
type Erased struct {
	done  chan struct{}
	ended bool
}

// Stop erases.
//
//proof:by againErased
func (e *Erased) Stop() {
	e.ended = true
	if e.done != nil {
		close(e.done)
	}
	*e = Erased{}
}

//proof:ok
func againErased() {
	e := &Erased{done: make(chan struct{})}
	e.Stop()
	e.Stop()
}

// A Lazy may have no channel; it is closed once.
type Lazy struct{ done chan struct{} }

// Close must be called once.
//
//proof:by againLazy
func (l *Lazy) Close() {
	if l.done != nil {
		close(l.done)
	}
}

//proof:ok
func againLazy() {
	new(Lazy).Close()
	(&Lazy{done: make(chan struct{})}).Close()
}

type hidden struct {
	mu   sync.Mutex
	done chan struct{}
}

// The package knows who calls it.
//
//proof:by againHidden
func (h *hidden) Close() {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.done != nil {
		close(h.done)
	}
}

//proof:ok
func againHidden() {
	h := &hidden{done: make(chan struct{})}
	h.Close()
}
