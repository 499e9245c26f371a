package quiet

import "sync"

type item struct {
	mu sync.Mutex
	n  int
}

func (i *item) add(n int) {
	i.mu.Lock()
	i.n += n
	i.mu.Unlock()
}

type table struct {
	mu   sync.RWMutex
	all  map[string]*item
	text map[string]string
	sum  map[string]*sum
}

type sum struct{ n int }

func newTable() *table {
	return &table{all: make(map[string]*item), text: make(map[string]string), sum: make(map[string]*sum)}
}

// Looked up again.
//
//proof:ok
func lookedAgain() {
	t := newTable()
	t.again("a")
	t.again("a")
}

func (t *table) again(key string) {
	t.mu.RLock()
	i, ok := t.all[key]
	t.mu.RUnlock()
	if ok {
		i.add(1)
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if i, ok := t.all[key]; ok {
		i.add(1)
		return
	}
	t.all[key] = &item{n: 1}
}

// The lock is kept.
//
//proof:ok
func keptLock() {
	t := newTable()
	t.kept("a")
	t.kept("a")
}

func (t *table) kept(key string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if i, ok := t.all[key]; ok {
		i.add(1)
		return
	}
	t.all[key] = &item{n: 1}
}

// A cache: what is computed twice is the same.
//
//proof:ok
func cached() {
	t := newTable()
	_ = t.lower("A")
	_ = t.lower("A")
	_ = t.made("a")
	_ = t.made("a")
}

func (t *table) lower(key string) string {
	t.mu.RLock()
	s, ok := t.text[key]
	t.mu.RUnlock()
	if ok {
		return s
	}
	s = key + "!"
	t.mu.Lock()
	t.text[key] = s
	t.mu.Unlock()
	return s
}

func (t *table) made(key string) *sum {
	t.mu.RLock()
	s, ok := t.sum[key]
	t.mu.RUnlock()
	if ok {
		return s
	}
	s = &sum{n: len(key)}
	t.mu.Lock()
	t.sum[key] = s
	t.mu.Unlock()
	return s
}

// It replaces on purpose.
//
//proof:ok
func replaces() {
	t := newTable()
	t.renew("a")
	t.renew("a")
}

func (t *table) renew(key string) {
	t.mu.Lock()
	i, ok := t.all[key]
	t.mu.Unlock()
	if ok {
		i.add(-1)
	}
	t.mu.Lock()
	t.all[key] = &item{}
	t.mu.Unlock()
}

// Another key.
//
//proof:ok
func otherKey() {
	t := newTable()
	t.copyTo("a", "b")
}

func (t *table) copyTo(from, to string) {
	t.mu.Lock()
	i, ok := t.all[from]
	t.mu.Unlock()
	if ok {
		i.add(1)
		return
	}
	t.mu.Lock()
	t.all[to] = &item{}
	t.mu.Unlock()
}

// One at a time: the caller has a lock of its own.
type one struct {
	turn sync.Mutex
	*table
}

//proof:ok
func callersLock() {
	o := &one{table: newTable()}
	o.put("a")
	o.put("a")
}

func (o *one) put(key string) {
	o.turn.Lock()
	defer o.turn.Unlock()
	o.table.guarded(key)
}

func (t *table) guarded(key string) {
	t.mu.RLock()
	i, ok := t.all[key]
	t.mu.RUnlock()
	if ok {
		i.add(1)
		return
	}
	t.mu.Lock()
	t.all[key] = &item{n: 1}
	t.mu.Unlock()
}

// A goroutine of its own does all the work.
//
//proof:ok
func looksOnly() {
	t := newTable()
	t.see("a")
}

func (t *table) see(key string) int {
	t.mu.RLock()
	i, ok := t.all[key]
	t.mu.RUnlock()
	if ok {
		return i.n
	}
	t.mu.Lock()
	t.all[key] = &item{}
	t.mu.Unlock()
	return 0
}
