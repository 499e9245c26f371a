// Package ok cuts slices and leaves nothing behind, or nothing that matters.
package ok

import (
	"slices"
	"sync"
)

type job struct {
	id   int
	body []byte
}

func check(ok bool) {
	if !ok {
		panic("wrong")
	}
}

type cleared struct {
	mu   sync.Mutex
	jobs []*job
}

func (q *cleared) push(j *job) { q.jobs = append(q.jobs, j) }

func (q *cleared) pop() *job {
	j := q.jobs[0]
	q.jobs[0] = nil
	q.jobs = q.jobs[1:]
	return j
}

func (q *cleared) remove(i int) {
	copy(q.jobs[i:], q.jobs[i+1:])
	q.jobs[len(q.jobs)-1] = nil
	q.jobs = q.jobs[:len(q.jobs)-1]
}

func (q *cleared) swap(i int) {
	last := len(q.jobs) - 1
	q.jobs[i], q.jobs[last] = q.jobs[last], nil
	q.jobs = q.jobs[:last]
}

func (q *cleared) del(i int) { q.jobs = slices.Delete(q.jobs, i, i+1) }

//proof:ok
func clears() {
	var q cleared
	for i := range 8 {
		q.push(&job{id: i})
	}
	check(q.pop().id == 0)
	q.remove(0)
	q.swap(0)
	q.del(0)
	check(len(q.jobs) == 4)
}

// Numbers keep nothing alive.
type numbers struct {
	mu   sync.Mutex
	list []int
}

//proof:ok
func noPointers() {
	var n numbers
	n.list = append(n.list, 1, 2, 3)
	n.list = n.list[1:]
	n.list = append(n.list[:0], n.list[1:]...)
	check(len(n.list) == 1)
}

// A parser goes through what others made.
type parser struct {
	mu   sync.Mutex
	args []*job
}

//proof:ok
func cursor() {
	p := parser{args: []*job{{id: 1}, {id: 2}}}
	p.args = p.args[1:]
	check(p.args[0].id == 2)
}

// No lock, no channel: it does not outlive the function.
type worklist struct{ jobs []*job }

//proof:ok
func worklists() {
	var w worklist
	w.jobs = append(w.jobs, &job{id: 1}, &job{id: 2})
	for len(w.jobs) > 0 {
		w.jobs = w.jobs[1:]
	}
}

//proof:ok
func local() {
	jobs := []*job{{id: 1}, {id: 2}}
	jobs = append(jobs, &job{id: 3})
	jobs = jobs[1:]
	jobs = append(jobs[:0], jobs[1:]...)
	check(len(jobs) == 1)
}

// The array is given up when the queue is empty.
type drained struct {
	mu   sync.Mutex
	jobs []*job
}

func (d *drained) push(j *job) { d.jobs = append(d.jobs, j) }

func (d *drained) pop() {
	d.jobs = d.jobs[1:]
	if len(d.jobs) == 0 {
		d.jobs = nil
	}
}

//proof:ok
func drains() {
	var d drained
	d.push(&job{id: 1})
	d.pop()
	check(d.jobs == nil)
}

// A stack is filled again at once.
type stack struct {
	mu   sync.Mutex
	jobs []*job
}

//proof:ok
func stacks() {
	var s stack
	s.jobs = append(s.jobs, &job{id: 1})
	s.jobs = s.jobs[:len(s.jobs)-1]
	check(len(s.jobs) == 0)
}

// The result goes elsewhere.
//
//proof:ok
func elsewhere() {
	var q cleared
	q.push(&job{id: 1})
	q.push(&job{id: 2})
	rest := q.jobs[1:]
	check(rest[0].id == 2)
}

// The newest element takes the place of the oldest: the array is replaced again and again.
type trace struct {
	mu     sync.Mutex
	events []*job
}

func (t *trace) add(j *job) {
	if len(t.events) == 4 {
		t.events = t.events[1:]
	}
	t.events = append(t.events, j)
}

//proof:ok
func traces() {
	var t trace
	for i := range 9 {
		t.add(&job{id: i})
	}
	check(t.events[0].id == 5)
}

// So is that of the last holder.
type holders struct {
	mu   sync.Mutex
	list []*job
}

func (h *holders) add(j *job) { h.list = append(h.list, j) }

func (h *holders) drop(i int) {
	h.list = append(h.list[:i], h.list[i+1:]...)
	if len(h.list) == 0 {
		h.list = nil
	}
}

//proof:ok
func lastHolder() {
	var h holders
	h.add(&job{id: 1})
	h.drop(0)
	check(h.list == nil)
}

type latest struct {
	mu   sync.Mutex
	jobs []*job
}

// The next element takes the place behind the end.
//
//proof:by replacesLatest
func (l *latest) set(j *job) {
	for i, old := range l.jobs {
		if old.id == j.id {
			l.jobs = append(l.jobs[:i], l.jobs[i+1:]...)
			break
		}
	}
	l.jobs = append(l.jobs, j)
}

//proof:ok
func replacesLatest() {
	l := &latest{}
	l.set(&job{id: 1})
	l.set(&job{id: 1})
	if len(l.jobs) != 1 {
		panic(len(l.jobs))
	}
}

type ticket struct {
	name string
	done chan bool
}

type office struct {
	mu    sync.Mutex
	line  []*ticket
	names []chan string
}

// What is kept is a few words.
//
//proof:ok
func smallElements() {
	o := &office{}
	o.line = append(o.line, &ticket{name: "a"}, &ticket{name: "b"})
	o.names = append(o.names, make(chan string))
	o.leave()
}

//proof:by smallElements
func (o *office) leave() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.line = o.line[1:]
	o.names = append(o.names[:0], o.names[1:]...)
}
