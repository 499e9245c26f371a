package quiet

import "sync"

type Jobs struct {
	mu     sync.Mutex
	byName map[string]*job
	owned  map[string]*locked
	named  map[string]*name
}

type job struct{ runs int }

type locked struct {
	mu   sync.Mutex
	runs int
}

type name struct{ text string }

//proof:by jobs
func (j *Jobs) Run(name string) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if e := j.byName[name]; e != nil {
		e.runs++
	}
}

// Whoever takes the element out of the map has it alone.
//
//proof:by jobs
func (j *Jobs) Drop(name string) int {
	j.mu.Lock()
	e, ok := j.byName[name]
	delete(j.byName, name)
	j.mu.Unlock()
	if !ok {
		return 0
	}
	return e.runs
}

// What is needed is copied with the lock held.
//
//proof:by jobs
func (j *Jobs) Runs(name string) int {
	j.mu.Lock()
	e, runs := j.byName[name], 0
	if e != nil {
		runs = e.runs
	}
	j.mu.Unlock()
	return runs
}

// The map is taken out as a whole.
//
//proof:by jobs
func (j *Jobs) Clear() (n int) {
	j.mu.Lock()
	all := j.byName
	j.byName = make(map[string]*job)
	j.mu.Unlock()
	for _, e := range all {
		n += e.runs
	}
	return n
}

//proof:ok
func jobs() {
	j := &Jobs{byName: map[string]*job{"a": {}, "b": {}}}
	together(func() { j.Run("a"); j.Run("b") }, func() { _ = j.Drop("a") }, func() { _ = j.Runs("b") })
	_ = j.Clear()
}

// The element has a lock of its own.
//
//proof:by ownLocks
func (j *Jobs) RunOwned(name string) {
	j.mu.Lock()
	defer j.mu.Unlock()
	e := j.owned[name]
	e.mu.Lock()
	e.runs++
	e.mu.Unlock()
}

//proof:by ownLocks
func (j *Jobs) Owned(name string) int {
	j.mu.Lock()
	e := j.owned[name]
	j.mu.Unlock()
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.runs
}

//proof:ok
func ownLocks() {
	j := &Jobs{owned: map[string]*locked{"a": {}}}
	together(func() { j.RunOwned("a") }, func() { _ = j.Owned("a") })
}

// Nothing changes the field once the element is in the map.
//
//proof:by names
func (j *Jobs) Name(key, text string) {
	e := new(name)
	e.text = text
	j.mu.Lock()
	defer j.mu.Unlock()
	j.named[key] = e
}

//proof:by names
func (j *Jobs) Named(key string) string {
	j.mu.Lock()
	e := j.named[key]
	j.mu.Unlock()
	if e == nil {
		return ""
	}
	return e.text
}

//proof:ok
func names() {
	j := &Jobs{named: make(map[string]*name)}
	together(func() { j.Name("a", "b") }, func() { _ = j.Named("a") })
}
