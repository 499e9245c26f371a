package bare

import "sync"

// A Trace has a method that is there to set its span, and takes the lock for that alone.
type Trace struct {
	mu   sync.RWMutex
	span *int
}

//proof:by spans
func (t *Trace) SetSpan(span *int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.span = span
}

//proof:by spans
func (t *Trace) Clone() *Trace {
	t.mu.RLock()
	defer t.mu.RUnlock()
	return &Trace{span: t.span}
}

//proof:by spans
func (t *Trace) Span() *int {
	return t.span // want `span is read without mu, with which it is changed at line \d+: a data race; take the lock`
}

type Hub struct{ trace *Trace }

// The name has the letters of another word in it.
//
//proof:by spans
func (h *Hub) Traceparent() int {
	if h.trace.span != nil { // want `span is read without mu, with which it is changed at line \d+`
		return 1
	}
	return 0
}

//proof:race
func spans() {
	t, n := new(Trace), 1
	h := &Hub{t}
	together(func() { t.SetSpan(&n); t.SetSpan(nil) }, func() { _ = t.Span(); _ = t.Clone() }, func() { h.Traceparent() })
}

// The method to get is the counterpart of the one to set.
type Options struct {
	mu    sync.Mutex
	level int
}

//proof:by levels
func (o *Options) SetLevel(level int) {
	o.mu.Lock()
	o.level = level
	o.mu.Unlock()
}

//proof:by levels
func (o *Options) Level() int {
	return o.level // want `level is read without mu, with which it is changed at line \d+`
}

//proof:race
func levels() {
	o := new(Options)
	together(func() { o.SetLevel(1) }, func() { _ = o.Level() })
}

// The comment says that the lock is not held.
type Account struct {
	mu      sync.Mutex
	current bool
	updates int
}

//proof:by updates
func (a *Account) Update() {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.current = true
	a.updates++
}

//proof:by updates
func (a *Account) Drop() {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.current = false
	a.updates = 0
}

//proof:by updates
func (a *Account) Block() bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.current && a.updates > 0
}

//proof:by updates
func (a *Account) Skip() bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.current || a.updates == 0
}

// Blocked asks for an update.
// Lock MUST NOT be held upon entry.
//
//proof:by updates
func (a *Account) Blocked() bool {
	return !a.current // want `current is read without mu, with which it is changed at line \d+`
}

//proof:race
func updates() {
	a := new(Account)
	together(a.Update, a.Drop, func() { a.Blocked(); a.Block(); a.Skip() })
}

// Encodings are changed with the read lock of who has them.
type Encoding struct{ source, repair int }

type Sender struct {
	mu        sync.RWMutex
	encodings []*Encoding
	byName    map[string]*Encoding
}

//proof:by encodings
func (s *Sender) Repair() {
	s.mu.RLock()
	defer s.mu.RUnlock()
	for _, e := range s.encodings {
		e.repair = 0 // want `repair is changed with mu only read-locked: other readers run at the same time; take Lock`
	}
}

//proof:by encodings
func (s *Sender) Repairs() (n int) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	for _, e := range s.encodings {
		n += e.repair
	}
	return n
}

//proof:by encodings
func (s *Sender) Use(name string) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if e, ok := s.byName[name]; ok {
		e.source++ // want `source is changed with mu only read-locked: other readers run at the same time; take Lock`
	}
}

//proof:by encodings
func (s *Sender) Used(name string) int {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.byName[name].source
}

//proof:by encodings
func (s *Sender) Add(name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	e := new(Encoding)
	s.encodings, s.byName[name] = append(s.encodings, e), e
}

//proof:race
func encodings() {
	s := &Sender{byName: make(map[string]*Encoding)}
	s.Add("a")
	together(s.Repair, func() { s.Repairs() }, func() { s.Use("a") }, func() { s.Used("a") })
}
