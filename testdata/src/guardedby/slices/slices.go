// Package slices gives slices away.
package slices

import "sync"

// together runs the functions at the same time.
func together(fs ...func()) {
	var wg sync.WaitGroup
	for _, f := range fs {
		wg.Go(f)
	}
	wg.Wait()
}

// A Levels gives its slice away, and changes it in place.
type Levels struct {
	mu  sync.Mutex
	all []int
}

//proof:by changed
func (l *Levels) All() []int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.all // want `the slice in all leaves the critical section of mu, and its elements are changed in place at line \d+: a data race for who reads it; return a copy`
}

//proof:by changed
func (l *Levels) Set(i, n int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.all[i] = n
}

//proof:by changed
func (l *Levels) Add(n int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.all = append(l.all, n)
}

//proof:race
func changed() {
	l := new(Levels)
	l.Add(1)
	all := l.All()
	together(func() { l.Set(0, 2) }, func() { _ = all[0] }) //proof:at
}

// A Log's slice only grows: what was returned never changes.
type Log struct {
	mu    sync.RWMutex
	lines []string
}

//proof:by grows
func (l *Log) Add(s string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.lines = append(l.lines, s)
}

//proof:by grows
func (l *Log) Lines() []string {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return l.lines
}

//proof:by grows
func (l *Log) Len() int {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return len(l.lines)
}

//proof:ok
func grows() {
	l := new(Log)
	together(func() { l.Add("a") }, func() { _ = l.Lines() }, func() { l.Len() })
}
