// Package a cuts slices whose elements have pointers.
package a

import (
	"runtime"
	"slices"
	"sync"
	"time"
)

type job struct{ data *[1 << 16]byte }

func newJob(freed *bool) *job {
	j := &job{new([1 << 16]byte)}
	runtime.AddCleanup(j, func(p *bool) { *p = true }, freed)
	return j
}

// collected reports whether the collector has freed it.
func collected(freed *bool) bool {
	for range 20 {
		runtime.GC()
		time.Sleep(time.Millisecond) // for the cleanup
		if *freed {
			return true
		}
	}
	return false
}

type queue struct {
	mu   sync.Mutex
	jobs []*job
}

func (q *queue) push(j *job) { q.jobs = append(q.jobs, j) }

//proof:by runPop
//proof:instead q.jobs = q.jobs[1:] => q.jobs[0] = nil; q.jobs = q.jobs[1:]
func (q *queue) pop() *job {
	q.mu.Lock()
	defer q.mu.Unlock()
	j := q.jobs[0]
	q.jobs = q.jobs[1:] // want `the array keeps what q.jobs had in front, and the collector sees all of it: that lives on until the slice grows; set q.jobs\[0\] to its zero value first`
	return j
}

// row: SL11
//
//proof:observe
func runPop() bool {
	var q queue
	freed := new(bool)
	q.push(newJob(freed))
	q.push(&job{})
	q.pop()
	kept := !collected(freed)
	runtime.KeepAlive(&q)
	return kept
}

//proof:by runRemove
//proof:instead q.jobs = append(q.jobs[:i], q.jobs[i+1:]...) => q.jobs = slices.Delete(q.jobs, i, i+1)
func (q *queue) remove(j *job) {
	i := slices.Index(q.jobs, j)
	q.jobs = append(q.jobs[:i], q.jobs[i+1:]...) // want `the array keeps a second reference to the last element of q.jobs behind the end: it lives on when it is removed too; use slices.Delete, which clears it`
}

// row: SL10
//
//proof:observe
func runRemove() bool {
	var q queue
	freed := new(bool)
	q.push(&job{})
	q.push(newJob(freed))
	q.remove(q.jobs[0])
	q.remove(q.jobs[0])
	kept := !collected(freed)
	runtime.KeepAlive(&q)
	return kept
}

//proof:by runSwap
//proof:instead q.jobs = q.jobs[:len(q.jobs)-1] => q.jobs[len(q.jobs)-1] = nil; q.jobs = q.jobs[:len(q.jobs)-1]
func (q *queue) swap(i int) {
	q.jobs[i] = q.jobs[len(q.jobs)-1]
	q.jobs = q.jobs[:len(q.jobs)-1] // want `the array keeps the last element of q.jobs behind the end: it lives on when it is removed too; set it to its zero value before the slice is cut`
}

// row: SL09
//
//proof:observe
func runSwap() bool {
	var q queue
	freed := new(bool)
	q.push(&job{})
	q.push(newJob(freed))
	q.swap(0)
	q.swap(0)
	kept := !collected(freed)
	runtime.KeepAlive(&q)
	return kept
}

type handler = func()

var handlers []handler

func register(h handler) { handlers = append(handlers, h) }

// A variable of the package, in a function literal.
//
//proof:observe
//proof:instead handlers = handlers[1:] => handlers[0] = nil; handlers = handlers[1:]
func inLiteral() bool {
	freed := new(bool)
	j := newJob(freed)
	register(func() { _ = j.data })
	register(func() {})
	next := func() {
		handlers = handlers[1:] // want `the array keeps what handlers had in front`
	}
	next()
	return !collected(freed)
}

type pair struct {
	key string
	val *job
}

type table struct {
	wake  chan bool
	pairs []pair
}

// The elements are structs with pointers.
//
//proof:by runPairs
//proof:instead t.pairs = append(t.pairs[:i], t.pairs[i+1:]...) => t.pairs = slices.Delete(t.pairs, i, i+1)
func (t *table) drop(key string) {
	for i, p := range slices.All(t.pairs) {
		if p.key == key {
			t.pairs = append(t.pairs[:i], t.pairs[i+1:]...) // want `the array keeps a second reference to the last element of t.pairs`
			return
		}
	}
}

//proof:observe
func runPairs() bool {
	var t table
	freed := new(bool)
	t.pairs = append(t.pairs, pair{key: "a"})
	t.pairs = append(t.pairs, pair{"b", newJob(freed)})
	t.drop("a")
	t.drop("b")
	kept := !collected(freed)
	runtime.KeepAlive(&t)
	return kept
}
