package quiet

import (
	"slices"
	"sync"
)

// A flag that is set before the others begin.
type Once struct {
	mu   sync.Mutex
	made bool
	n    int
}

//proof:by madeFirst
func (o *Once) init() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.made = true
	o.n = 1
}

//proof:by madeFirst
func (o *Once) Made() bool { return o.made }

//proof:ok
func madeFirst() {
	o := new(Once)
	o.init()
	_ = o.Made()
}

// The second lock is held by all that change the field.
type Both struct {
	a, b sync.Mutex
	n    int
}

//proof:by underBoth
func (x *Both) Add() {
	x.a.Lock()
	defer x.a.Unlock()
	x.b.Lock()
	defer x.b.Unlock()
	x.n++
}

//proof:by underBoth
func (x *Both) Sub() {
	x.a.Lock()
	defer x.a.Unlock()
	x.b.Lock()
	defer x.b.Unlock()
	x.n--
}

//proof:by underBoth
func (x *Both) A() int {
	x.a.Lock()
	defer x.a.Unlock()
	return x.n
}

//proof:by underBoth
func (x *Both) B() int {
	x.b.Lock()
	defer x.b.Unlock()
	return x.n
}

//proof:ok
func underBoth() {
	x := new(Both)
	var wg sync.WaitGroup
	wg.Go(x.Add)
	wg.Go(x.Sub)
	wg.Go(func() { _ = x.A() })
	wg.Go(func() { _ = x.B() })
	wg.Wait()
}

// A method that only its own goroutine calls remembers something.
type Memo struct {
	mu   sync.Mutex
	n    int
	text string
}

//proof:by memos
func (m *Memo) Add() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.n++
}

//proof:by memos
func (m *Memo) name() string {
	if m.text == "" {
		m.text = "memo"
	}
	return m.text
}

//proof:by memos
func (m *Memo) Show() string {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.name()
}

//proof:ok
func memos() {
	m := new(Memo)
	m.Add()
	_ = m.Show()
}

// Sorted copies are nobody else's.
type Names struct {
	mu  sync.RWMutex
	all []string
}

//proof:by sortedCopy
func (n *Names) Add(name string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.all = append(n.all, name)
}

//proof:by sortedCopy
func (n *Names) Sorted() []string {
	n.mu.RLock()
	defer n.mu.RUnlock()
	list := slices.Clone(n.all)
	slices.Sort(list)
	return list
}

//proof:by sortedCopy
func (n *Names) Has(name string) bool {
	n.mu.RLock()
	defer n.mu.RUnlock()
	return slices.Contains(slices.Sorted(slices.Values(n.all)), name)
}

//proof:ok
func sortedCopy() {
	n := new(Names)
	n.Add("b")
	var wg sync.WaitGroup
	wg.Go(func() { _ = n.Sorted() })
	wg.Go(func() { _ = n.Has("a") })
	wg.Wait()
}

// Two locks, one of which all have.
type Pair struct {
	in, out sync.Mutex
	n       int
}

//proof:by pairs
func (p *Pair) Put(n int) {
	p.in.Lock()
	defer p.in.Unlock()
	p.n = n
}

//proof:by pairs
func (p *Pair) Get() int {
	p.out.Lock()
	defer p.out.Unlock()
	p.in.Lock()
	defer p.in.Unlock()
	return p.n
}

//proof:ok
func pairs() {
	p := new(Pair)
	var wg sync.WaitGroup
	wg.Go(func() { p.Put(1) })
	wg.Go(func() { _ = p.Get() })
	wg.Wait()
}

// Before others have it, another lock is held.
type Conf struct {
	load, mu sync.Mutex
	n        int
}

//proof:by configured
func NewConf() *Conf {
	c := new(Conf)
	c.load.Lock()
	c.n = 1
	c.load.Unlock()
	return c
}

//proof:by configured
func (c *Conf) N() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.n
}

//proof:ok
func configured() {
	c := NewConf()
	_ = c.N()
}

// A mode that one goroutine switches off when it is done, and asks for.
type Frames struct {
	mu       sync.Mutex
	compress bool
	n        int
}

//proof:by frames
func (f *Frames) read(compress bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.compress = compress
	if f.compress {
		f.n++
	}
	f.compress = false
}

//proof:by frames
func (f *Frames) Compressed() bool { return f.compress }

//proof:ok
func frames() {
	f := new(Frames)
	f.read(true)
	_ = f.Compressed()
}

// The lock keeps close away, and one goroutine at a time reads.
type Rows struct {
	closemu sync.RWMutex
	closed  bool
	raw     []byte
}

//proof:by scanned
func (r *Rows) Scan() int {
	r.closemu.RLock()
	defer r.closemu.RUnlock()
	if r.closed {
		return 0
	}
	r.raw = append(r.raw[:0], 1)
	return len(r.raw)
}

//proof:by scanned
func (r *Rows) Close() {
	r.closemu.Lock()
	defer r.closemu.Unlock()
	r.closed = true
}

//proof:ok
func scanned() {
	r := new(Rows)
	var wg sync.WaitGroup
	wg.Go(func() { _ = r.Scan() })
	wg.Go(r.Close)
	wg.Wait()
}
