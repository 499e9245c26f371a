package bare

import (
	"sort"
	"strconv"
	"sync"
)

// Few uses, but a shape that tells.

type Query struct {
	closed    bool
	closeLock sync.Mutex
	out       chan int
}

//proof:by finished
func (q *Query) Close() {
	q.closeLock.Lock()
	defer q.closeLock.Unlock()
	if q.closed {
		return
	}
	q.closed = true
	close(q.out)
}

//proof:by finished
func (q *Query) Finished() bool {
	return q.closed // want `closed is read without closeLock, with which it is changed at line 24: a data race; take the lock`
}

//proof:race
func finished() {
	q := &Query{out: make(chan int)}
	together(q.Close, func() { _ = q.Finished() })
}

type Scope struct {
	mu   sync.RWMutex
	span *int
}

//proof:by spanned
func (s *Scope) SetSpan(p *int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.span = p
}

//proof:by spanned
func (s *Scope) Apply(to map[string]int) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if s.span != nil {
		to["span"] = *s.span
	}
}

//proof:by spanned
func (s *Scope) Copy() *Scope {
	s.mu.RLock()
	defer s.mu.RUnlock()
	other := new(Scope)
	other.span = s.span
	return other
}

//proof:by spanned
func (s *Scope) Span() *int {
	return s.span // want `span is read without mu, with which it is changed at line 48: a data race; take the lock`
}

//proof:race
func spanned() {
	s := new(Scope)
	n := 1
	together(func() { s.SetSpan(&n) }, func() { _ = s.Span() })
}

type Confirms struct {
	m         sync.Mutex
	listeners []int
	pubMut    sync.Mutex
	published int
}

//proof:by numbered
func (c *Confirms) Publish() int {
	c.pubMut.Lock()
	defer c.pubMut.Unlock()
	c.published++
	return c.published
}

//proof:by numbered
func (c *Confirms) Unpublish() {
	c.pubMut.Lock()
	defer c.pubMut.Unlock()
	c.published--
}

//proof:by numbered
func (c *Confirms) Listen(n int) {
	c.m.Lock()
	defer c.m.Unlock()
	c.listeners = append(c.listeners, n)
}

//proof:by numbered
func (c *Confirms) Next() int {
	c.m.Lock()
	defer c.m.Unlock()
	return c.published + 1 // want `published is used with m here, and at line \d+ with pubMut: two locks keep nobody apart, a data race; take the same one`
}

//proof:race
func numbered() {
	c := new(Confirms)
	c.Listen(1)
	c.Unpublish()
	together(func() { c.Publish() }, func() { _ = c.Next() })
}

type Host struct {
	mu   sync.RWMutex
	addr int
	name string
}

//proof:by named
func (h *Host) SetAddr(n int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.addr = n
}

//proof:by named
func (h *Host) Addr() int {
	h.mu.RLock()
	defer h.mu.RUnlock()
	return h.addr
}

//proof:by named
func (h *Host) String() string {
	h.mu.RLock()
	defer h.mu.RUnlock()
	return h.name + strconv.Itoa(h.addr)
}

//proof:by named
func (h *Host) Name() string {
	if h.name == "" {
		h.name = strconv.Itoa(h.Addr()) // want `name is set on the first call without mu, with which it is read at line \d+: a data race; take the lock, or use sync.Once`
	}
	return h.name
}

//proof:race
func named() {
	h := new(Host)
	h.SetAddr(1)
	together(func() { _ = h.Name() }, func() { _ = h.Name() }, func() { _ = h.String() })
}

type Level struct {
	mu     sync.RWMutex
	tables []string
}

//proof:by sorted
func (l *Level) Add(name string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.tables = append(l.tables, name)
}

//proof:by sorted
func (l *Level) First() string {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return l.tables[0]
}

//proof:by sorted
func (l *Level) Sort() {
	l.mu.RLock()
	defer l.mu.RUnlock()
	sort.Slice(l.tables, func(i, j int) bool { return l.tables[i] < l.tables[j] }) // want `tables is changed with mu only read-locked: other readers run at the same time; take Lock`
}

//proof:race
func sorted() {
	l := new(Level)
	l.Add("b")
	l.Add("a")
	together(l.Sort, l.Sort)
}

type Session struct {
	m        sync.Mutex
	sent     int
	confirmM sync.Mutex
	confirm  bool
}

//proof:by confirmed
func (s *Session) Publish() int {
	s.m.Lock()
	defer s.m.Unlock()
	s.sent++
	if s.confirm {
		return s.sent
	}
	return 0
}

//proof:by confirmed
func (s *Session) Confirm() {
	s.confirmM.Lock()
	s.confirm = true // want `confirm is used with confirmM here, and at line \d+ with m: two locks keep nobody apart, a data race; take the same one`
	s.confirmM.Unlock()
}

//proof:race
func confirmed() {
	s := new(Session)
	together(func() { _ = s.Publish() }, s.Confirm)
}

type Period struct {
	mu    sync.RWMutex
	since int
}

//proof:by resetStats
func (s *Period) Get(now int, reset bool) int {
	s.mu.RLock()
	defer s.mu.RUnlock()
	d := now - s.since
	if reset {
		s.since = now // want `since is changed with mu only read-locked: other readers run at the same time; take Lock`
	}
	return d
}

//proof:race
func resetStats() {
	s := new(Period)
	together(func() { _ = s.Get(1, true) }, func() { _ = s.Get(2, true) })
}

type Router struct {
	mu      sync.RWMutex
	routes  []string
	aliases map[int]string
}

//proof:by routed
func (r *Router) Add(name string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.routes = append(r.routes, name)
}

//proof:by routed
func (r *Router) Route(alias int, name string) string {
	r.mu.RLock()
	defer r.mu.RUnlock()
	if name != "" {
		r.aliases[alias] = name // want `aliases is changed with mu only read-locked: other readers run at the same time; take Lock`
	}
	return r.aliases[alias]
}

//proof:race
func routed() {
	r := &Router{aliases: make(map[int]string)}
	r.Add("a")
	together(func() { _ = r.Route(1, "a") }, func() { _ = r.Route(1, "b") })
}
