// Package typeparams has copies that only an instance shows.
package typeparams

import (
	"slices"
	"sync"
	"sync/atomic"

	"copysync/lib"
)

type job struct {
	mu sync.Mutex
	n  int
}

func deref[T any](p *T) T { return *p }

func first[S ~[]E, E any](xs S) E { return xs[0] }

type box[T any] struct{ v T }

func (b *box[T]) get() T { return b.v }

func (b *box[T]) ptr() *T { return &b.v }

func zero[T any]() T {
	var z T
	return z
}

func length[T any](xs []T) int { return len(xs) }

func send[T any](c chan T, p *T) { c <- *p }

// row: M04
//
//proof:observe
//proof:instead deref(j) => j
func derefLocked() bool {
	j := new(job)
	j.mu.Lock()
	k := deref(j) // want `deref copies job with its mu sync\.Mutex \(typeparams\.go:\d+\): .*; instantiate it with a pointer`
	j.mu.Unlock()
	return !k.mu.TryLock()
}

// row: A05
//
//proof:observe
//proof:instead first(hits) => &hits[0]
func firstCounts() bool {
	hits := make([]atomic.Int64, 1)
	h := first(hits) // want `first copies atomic\.Int64 \(typeparams\.go:\d+\): the copy is not read atomically and misses later updates`
	hits[0].Add(1)
	return h.Load() == 0
}

//proof:observe
//proof:instead b.get() => b.ptr()
func boxed() bool {
	var b box[job]
	b.v.mu.Lock()
	j := b.get() // want `get copies job with its mu sync\.Mutex \(typeparams\.go:\d+\)`
	b.v.mu.Unlock()
	return !j.mu.TryLock()
}

//proof:observe
//proof:instead deref[sync.Mutex] => func(mu *sync.Mutex) *sync.Mutex { return mu }
func explicit() bool {
	f := deref[sync.Mutex] // want `deref copies sync\.Mutex`
	var mu sync.Mutex
	mu.Lock()
	other := f(&mu)
	mu.Unlock()
	return !other.TryLock()
}

//proof:observe
//proof:instead chan job => chan *job
//proof:instead send(c, j) => c <- j
func sentGeneric() bool {
	c := make(chan job, 1)
	j := new(job)
	j.mu.Lock()
	send(c, j) // want `send copies job`
	j.mu.Unlock()
	k := <-c // want `assignment to k copies job`
	return !k.mu.TryLock()
}

//proof:observe
//proof:instead lib.First(jobs) => &jobs[0]
//proof:instead c.Get() => c.Ptr()
func otherPackage() bool {
	jobs := make([]job, 1)
	jobs[0].mu.Lock()
	j := lib.First(jobs) // want `First copies job with its mu sync\.Mutex \(lib\.go:5\)`
	jobs[0].mu.Unlock()
	var c lib.Cell[sync.Mutex]
	c.Ptr().Lock()
	mu := c.Get() // want `Get copies sync\.Mutex \(lib\.go:18\)`
	return !j.mu.TryLock() && !mu.TryLock()
}

//proof:ok
func moves() {
	jobs := []job{{n: 1}, {n: 2}}
	lib.Reverse(jobs)
	slices.Reverse(jobs)
	jobs = slices.Insert(jobs, 0, job{n: 3})
	jobs = slices.Delete(jobs, 0, 1)
	jobs[0].mu.Lock()
}

//proof:ok
func instancesOK() {
	j := new(job)
	p := deref(&j) // copies a pointer
	p.mu.Lock()
	var b box[job]
	b.ptr().mu.Lock()
	z := zero[job]()
	z.mu.Lock()
	if length(make([]job, 2)) != 2 {
		panic("impossible")
	}
	var i box[int]
	i.get()
}

//proof:none a type parameter that is instantiated with a lock is what counts, and it is reported there
func passedOn[T any](p *T) T { return deref(p) }

type lockType interface{ ~struct{ mu sync.Mutex } }

//proof:none not instantiated
func constrained[T lockType](p *T) {
	q := *p // want `copies T with its mu sync\.Mutex`
	_ = &q
}
