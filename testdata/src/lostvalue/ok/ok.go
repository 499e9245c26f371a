// Package ok has changes of copies that are used, and of what is no copy.
package ok

import "sync"

type job struct {
	name string
	done bool
	runs int
	tags []string
	more *job
}

func (j *job) finish() { j.done = true }

func (j job) label() string { return j.name }

func check(ok bool) {
	if !ok {
		panic("lost")
	}
}

//proof:ok
func index() {
	jobs := []job{{}}
	for i := range jobs {
		jobs[i].done = true
	}
	check(jobs[0].done)
}

//proof:ok
func storedBack() {
	jobs := map[string]job{"a": {}}
	j := jobs["a"]
	j.runs++
	jobs["a"] = j
	check(jobs["a"].runs == 1)
}

//proof:ok
func appended() {
	var out []job
	for _, j := range []job{{}} {
		j.done = true
		out = append(out, j)
	}
	check(out[0].done)
}

// The elements are pointers.
//
//proof:ok
func pointers() {
	jobs := []*job{{}}
	for _, j := range jobs {
		j.done = true
	}
	check(jobs[0].done)
}

// What the copy points to is shared.
//
//proof:ok
func inside() {
	jobs := []job{{tags: []string{""}, more: &job{}}}
	for _, j := range jobs {
		j.tags[0] = "x"
		j.more.done = true
	}
	check(jobs[0].tags[0] == "x" && jobs[0].more.done)
}

// A method looks at the copy.
//
//proof:ok
func method() {
	jobs := []job{{name: "a"}}
	for _, j := range jobs {
		j.name = "<" + j.name + ">"
		check(j.label() == "<a>")
	}
}

// A pointer to the copy is kept.
//
//proof:ok
func address() {
	var last *job
	for _, j := range []job{{}} {
		last = &j
		j.done = true
	}
	check(last.done)
}

// A method value is bound to the copy's address.
//
//proof:ok
func methodValue() {
	jobs := []job{{}}
	j := jobs[0]
	finish := j.finish
	j.runs = 1
	finish()
	check(!jobs[0].done)
}

// A closure sees the change.
//
//proof:ok
func captured() {
	jobs := []job{{}}
	j := jobs[0]
	get := func() bool { return j.done }
	j.done = true
	check(get())
}

// A deferred function sees it.
//
//proof:ok
func deferred() {
	jobs := []job{{}}
	j := jobs[0]
	defer func() { check(j.done) }()
	j.done = true
}

// The next round of an inner loop sees it.
//
//proof:ok
func nextRound() {
	jobs := []job{{}}
	for _, j := range jobs {
		for range 2 {
			if j.done {
				continue
			}
			j.done = true
		}
	}
}

// So does the jump back.
//
//proof:ok
func jump() {
	jobs := []job{{}}
	j := jobs[0]
again:
	if j.runs < 3 {
		j.runs++
		goto again
	}
}

// A variable of its own, not a copy of anything.
//
//proof:ok
func fresh() {
	var j job
	j.done = true
}

// A named result is what the caller gets.
//
//proof:by result
func first(jobs []job) (j job) {
	j = jobs[0]
	j.done = true
	return
}

//proof:ok
func result() { check(first([]job{{}}).done) }

// It is another variable of the same name.
//
//proof:ok
func shadowed() {
	jobs := []job{{}}
	for _, j := range jobs {
		j := &j
		j.done = true
	}
}

// The values of a channel are nobody else's.
//
//proof:ok
func received() {
	ch := make(chan job, 1)
	ch <- job{}
	close(ch)
	for j := range ch {
		j.done = true
	}
}

// Under a lock, and stored under a condition.
//
//proof:ok
func locked() {
	var mu sync.Mutex
	jobs := map[int]job{1: {}}
	mu.Lock()
	defer mu.Unlock()
	j, ok := jobs[1]
	j.runs++
	if ok {
		jobs[1] = j
	}
	check(jobs[1].runs == 1)
}

func (j *job) share() { j.more.done = true }

func (j *job) keep() { kept = j }

func (j *job) log() {
	j.runs++
	logged++
}

var (
	kept   *job
	logged int
)

// The methods do more than set fields of the copy, or somebody looks at it.
//
//proof:ok
func methodsDoMore() {
	for _, j := range []job{{more: &job{}}} {
		j.share()
		check(j.more.done)
	}
	for _, j := range []job{{}} {
		j.keep()
	}
	for _, j := range []job{{}} {
		j.log()
	}
	for _, j := range []job{{}} {
		j.finish()
		check(j.done)
	}
	for _, j := range []job{{}} {
		for range 2 {
			if !j.done {
				j.finish()
			}
		}
	}
	for _, j := range []*job{{}} {
		j.finish()
	}
	for i, j := range []job{{}, {}} {
		j.finish()
		if i > 0 {
			kept = &j
		}
	}
	check(logged == 1)
}

// A method value with a pointer receiver sees the change, one that is made or called before it
// need not, and one that keeps the copy on purpose is set anew.
//
//proof:ok
func boundValues() {
	j := job{name: "a"}
	finish := j.finish
	j.name = "b"
	finish()
	check(j.done)
	k := job{name: "a"}
	label := k.label
	check(label() == "a")
	k.name = "b"
	check(k.label() == "b")
	l := &job{name: "a"}
	old := l.label
	l.name = "b"
	check(old() == "a")
}

type entry struct{ waiting []int }

// The element gets a new value behind the change of the copy.
//
//proof:ok
func setBehind() {
	m := map[string]entry{"a": {[]int{1}}}
	e, ok := m["a"]
	if ok && e.waiting != nil {
		e.waiting = nil
	}
	m["a"] = entry{}
	if m["a"].waiting != nil {
		panic("it waits")
	}
}

type options struct{ width int }

var defaults = &options{80}

// A function literal changes the copy, which is used behind it.
//
//proof:ok
func inLiteral() {
	opts := *defaults
	for range 2 {
		func() { opts.width = 40 }()
	}
	if show := func(o *options) int { return o.width }; show(&opts) != 40 {
		panic("80 wide")
	}
}

// The element is deleted behind the change of the copy.
//
//proof:ok
func deletedBehind() {
	jobs := map[string]job{"a": {}, "b": {}}
	for _, name := range []string{"a", "b"} {
		if j := jobs[name]; j.runs > 0 {
			break
		} else {
			j.tags = nil
		}
		delete(jobs, name)
	}
	check(len(jobs) == 0)
}
