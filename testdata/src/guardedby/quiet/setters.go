package quiet

import "sync"

// To set it does more, and so may the lock.
type Notifier struct {
	mu     sync.Mutex
	target string
	told   []string
}

//proof:by setters
func (n *Notifier) SetTarget(target string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.target = target
	n.tell(target)
}

//proof:by setters
func (n *Notifier) tell(target string) { n.told = append(n.told, target) }

//proof:by setters
func (n *Notifier) Target() string { return n.target }

// Others change it without the lock, too: it guards something else.
type Mode struct {
	mu   sync.Mutex
	mode int
}

//proof:by setters
func (m *Mode) SetMode(mode int) {
	m.mu.Lock()
	m.mode = mode
	m.mu.Unlock()
}

//proof:by setters
func (m *Mode) Reset() { m.mode = 0 }

//proof:by setters
func (m *Mode) Mode() int { return m.mode }

// Many read it without the lock.
type Named struct {
	mu   sync.Mutex
	name string
}

//proof:by setters
func (n *Named) SetName(name string) {
	n.mu.Lock()
	n.name = name
	n.mu.Unlock()
}

//proof:by setters
func (n *Named) Locked() string {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.name
}

//proof:by setters
func (n *Named) A() string { return "a" + n.name }

//proof:by setters
func (n *Named) B() string { return "b" + n.name }

//proof:by setters
func (n *Named) C() string { return "c" + n.name }

//proof:by setters
func (n *Named) D() string { return "d" + n.name }

// The one who sets it without a lock, and a reader that does more than to return it.
type Plain struct {
	mu   sync.Mutex
	size int
	all  []int
}

//proof:by setters
func (p *Plain) SetSize(n int) {
	p.mu.Lock()
	p.size = n
	p.mu.Unlock()
}

//proof:by setters
func (p *Plain) Run() {
	for range p.size {
		p.all = append(p.all, 1)
	}
}

// Callers hold the lock, as the comment says.
type Limits struct {
	mu  sync.Mutex
	max int
}

//proof:by setters
func (l *Limits) SetMax(n int) {
	l.mu.Lock()
	l.max = n
	l.mu.Unlock()
}

// Max is called with the lock held.
//
//proof:by setters
func (l *Limits) Max() int { return l.max }

// Who reads it with the lock as well knows what it leaves out.
type Point struct {
	mu    sync.Mutex
	check func() int
}

//proof:by setters
func (p *Point) SetCheck(f func() int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.check = f
}

//proof:by setters
func (p *Point) Renew() int {
	p.mu.Lock()
	set := p.check != nil
	p.mu.Unlock()
	if !set {
		return 0
	}
	return p.check()
}

// The comment says when.
type Headers struct {
	mu     sync.Mutex
	header string
}

//proof:by setters
func (h *Headers) SetHeader(s string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.header = s
}

// Header is the header. It must not be called until it has been written.
//
//proof:by setters
func (h *Headers) Header() string { return h.header }

// The author knows of the race.
type Knob struct {
	mu    sync.Mutex
	value int
}

//proof:by setters
func (k *Knob) SetValue(n int) {
	k.mu.Lock()
	k.value = n
	k.mu.Unlock()
}

// Value may be late.
//
//go:norace
//proof:by setters
func (k *Knob) Value() int { return k.value }

// Only the constructor's callers have it.
type Settings struct {
	mu   sync.Mutex
	path string
}

//proof:by setters
func NewSettings() *Settings {
	c := new(Settings)
	c.path = "a" + c.path
	return c
}

//proof:by setters
func (c *Settings) SetPath(path string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.path = path
}

//proof:ok
func setters() {
	n := new(Notifier)
	n.SetTarget("a")
	m := new(Mode)
	m.Reset()
	m.SetMode(m.Mode())
	name := new(Named)
	name.SetName(name.Locked() + name.A() + name.B() + name.C() + name.D())
	p := new(Plain)
	p.SetSize(2)
	p.Run()
	l := new(Limits)
	l.SetMax(1)
	l.mu.Lock()
	max := l.Max()
	l.mu.Unlock()
	k := new(Knob)
	k.SetValue(k.Value())
	pt, h := new(Point), new(Headers)
	pt.SetCheck(func() int { return 1 })
	h.SetHeader("a")
	if pt.Renew() != 1 || h.Header() != "a" {
		panic("wrong")
	}
	c := NewSettings()
	c.SetPath("b")
	if n.Target() != "a" || m.Mode() != 0 || len(p.all) != 2 || max != 1 {
		panic("wrong")
	}
}

// Elements that are changed under the read lock of who has them.

type Part struct {
	mu             sync.Mutex
	own, bare, one int
	both           int
}

type Whole struct {
	mu    sync.RWMutex
	order sync.Mutex
	parts []*Part
}

// Each part has its own lock.
//
//proof:by parts
func (w *Whole) Own() (n int) {
	w.mu.RLock()
	defer w.mu.RUnlock()
	for _, p := range w.parts {
		p.mu.Lock()
		p.own++
		n += p.own
		p.mu.Unlock()
	}
	return n
}

//proof:by parts
func (w *Whole) Owned() (n int) {
	w.mu.RLock()
	defer w.mu.RUnlock()
	for _, p := range w.parts {
		p.mu.Lock()
		n += p.own
		p.mu.Unlock()
	}
	return n
}

// Another lock is held for writing.
//
//proof:by parts
func (w *Whole) Both() {
	w.order.Lock()
	defer w.order.Unlock()
	w.mu.RLock()
	defer w.mu.RUnlock()
	for _, p := range w.parts {
		p.both++
	}
}

//proof:by parts
func (w *Whole) Sum() (n int) {
	w.order.Lock()
	defer w.order.Unlock()
	w.mu.RLock()
	defer w.mu.RUnlock()
	for _, p := range w.parts {
		n += p.both
	}
	return n
}

// One goroutine has the parts to itself: it uses the field without the lock as well.
//
//proof:by parts
func (w *Whole) Bare() {
	w.mu.RLock()
	defer w.mu.RUnlock()
	for _, p := range w.parts {
		p.bare++
	}
}

//proof:by parts
func (w *Whole) Bares() (n int) {
	w.mu.RLock()
	defer w.mu.RUnlock()
	for _, p := range w.parts {
		n += p.bare
	}
	return n
}

//proof:by parts
func (p *Part) Bare() int { return p.bare }

// Nobody else uses the field.
//
//proof:by parts
func (w *Whole) One() {
	w.mu.RLock()
	defer w.mu.RUnlock()
	for _, p := range w.parts {
		p.one++
	}
}

//proof:ok
func parts() {
	w := &Whole{parts: []*Part{new(Part)}}
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() { w.Own(); w.Owned(); w.Both(); w.Sum() })
	}
	wg.Wait()
	w.Bare()
	w.One()
	if w.Bares() != 1 || w.parts[0].Bare() != 1 {
		panic("wrong")
	}
}

// One goroutine changes the jobs, and looks at them again.

type Job struct{ next int }

type Runner struct {
	mu   sync.RWMutex
	jobs map[string]*Job
	stop chan struct{}
}

//proof:by runs
func (r *Runner) Add(name string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.jobs[name] = new(Job)
}

//proof:by runs
func (r *Runner) Run() {
	for i := range 3 {
		func() {
			r.mu.RLock()
			defer r.mu.RUnlock()
			for _, j := range r.jobs {
				j.next = i
			}
		}()
		if r.first() > i {
			panic("wrong")
		}
	}
	close(r.stop)
}

//proof:by runs
func (r *Runner) first() (n int) {
	r.mu.RLock()
	defer r.mu.RUnlock()
	for _, j := range r.jobs {
		n = max(n, j.next)
	}
	return n
}

//proof:ok
func runs() {
	r := &Runner{jobs: make(map[string]*Job), stop: make(chan struct{})}
	go r.Run()
	r.Add("a")
	r.Add("b")
	<-r.stop
}
