// Package a changes copies.
package a

type job struct {
	name string
	done bool
	pos  struct{ x, y int }
	runs int
	last [2]int
}

//proof:observe
//proof:instead for _, j := range jobs => for i := range jobs
//proof:instead j.done = true => jobs[i].done = true
func ranged() bool {
	jobs := []job{{name: "a"}, {name: "b"}}
	for _, j := range jobs {
		j.done = true // want `jobs stays as it was: j is a copy of the element, and nothing uses it after this change; assign to jobs\[i\]`
	}
	return !jobs[0].done
}

// Read before, and changed under a condition.
//
//proof:observe
//proof:instead j.name = name => j.name = name; jobs[name] = j
func conditional() bool {
	jobs := map[string]job{"a": {}}
	for name, j := range jobs {
		if j.name == "" {
			j.name = name // want `jobs stays as it was: j is a copy of the element, .*; assign to jobs\[name\]`
		}
	}
	return jobs["a"].name == ""
}

// A field of a field, and an element of an array.
//
//proof:observe
//proof:instead j.pos.x = i + 1 => jobs[i].pos.x = i + 1
func deep() bool {
	jobs := [2]job{}
	for i, j := range jobs {
		j.pos.x = i + 1 // want `jobs stays as it was`
		j.last[1]++
	}
	return jobs[1].pos.x == 0
}

// An element of a map can't be changed in place.
//
// row: MP14
//
//proof:observe
//proof:instead j.runs++ => j.runs++; jobs["a"] = j
func mapElement() bool {
	jobs := map[string]job{"a": {}}
	if j, ok := jobs["a"]; ok {
		j.runs++ // want `jobs\["a"\] stays as it was: j is a copy of it \(line 58\), and nothing uses it after this change; store j back`
	}
	return jobs["a"].runs == 0
}

// Another element is deleted.
//
//proof:observe
//proof:instead j.runs++ => j.runs++; jobs["a"] = j
func otherDeleted() bool {
	jobs := map[string]job{"a": {}, "b": {}}
	if j, ok := jobs["a"]; ok {
		j.runs++ // want `jobs\["a"\] stays as it was`
		delete(jobs, "b")
	}
	return jobs["a"].runs == 0
}

//proof:observe
//proof:instead j.runs = j.runs + 1 => j.runs = j.runs + 1; jobs[0] = j
func sliceElement() bool {
	jobs := make([]job, 1)
	j := jobs[0]
	j.runs = j.runs + 1 // want `jobs\[0\] stays as it was: j is a copy of it \(line 81\), .*; take the address, or store j back`
	return jobs[0].runs == 0
}

type queue struct{ head job }

//proof:by method
//proof:instead j.runs++ => j.runs++; q.head = j
func (q *queue) start() {
	j := q.head
	if j.done {
		return
	}
	j.runs++ // want `q.head stays as it was`
}

//proof:observe
func method() bool {
	q := new(queue)
	q.start()
	return q.head.runs == 0
}

//proof:observe
//proof:instead j.name, j.done = "x", true => j.name, j.done = "x", true; *p = j
func pointed() bool {
	p := &job{}
	j := *p
	j.name, j.done = "x", true // want `\*p stays as it was`
	return !p.done
}

type alias = job

// In a function literal, over a type with another name.
//
//proof:observe
//proof:instead j.runs += i + 1 => j.runs += i + 1; list[i] = j
func literal() bool {
	list := []alias{{}}
	finish := func() {
		for i, j := range list {
			j.runs += i + 1 // want `list stays as it was`
		}
	}
	finish()
	return list[0].runs == 0
}

// A range over a function, inside which a range over a slice.
//
//proof:observe
//proof:instead for _, j := range list => for i := range list
//proof:instead j.done = true => list[i].done = true
func iterated() bool {
	lists := func(yield func([]job) bool) { yield(shared) }
	for list := range lists {
		for _, j := range list {
			j.done = true // want `list stays as it was`
		}
	}
	return !shared[0].done
}

var shared = []job{{}}

func (j *job) finish() { j.done = true }

func (j *job) rename(name string) {
	j.name = name
	j.runs++
}

// The method gets the address of the copy.
//
// row: SL08
//
//proof:observe
//proof:instead for _, j := range jobs => for i := range jobs
//proof:instead j.finish() => jobs[i].finish()
func calls() bool {
	jobs := []job{{}}
	for _, j := range jobs {
		j.finish() // want `jobs stays as it was: j is a copy of the element, finish sets fields of the copy, and nothing uses it afterwards; call it on jobs\[i\]`
	}
	return !jobs[0].done
}

// Two of them, and what is read before.
//
// row: SL08
//
//proof:observe
//proof:instead for _, j := range jobs => for k, j := range jobs
//proof:instead j.finish() => j.finish(); jobs[k] = j
func renames() bool {
	jobs := map[string]job{"a": {name: "a"}}
	for _, j := range jobs {
		if j.done {
			continue
		}
		j.rename(j.name + "!") // want `jobs stays as it was: j is a copy of the element, rename sets fields .* call it on jobs\[i\]`
		j.finish()             // want `finish sets fields of the copy`
	}
	return jobs["a"].name == "a"
}

func (j job) label() string { return j.name }

// The method value has the job as it was.
//
// row: F04
//
//proof:observe
//proof:instead j.name = "b" => j.name = "b"; label = j.label
func boundCopy() bool {
	j := job{name: "a"}
	label := j.label
	j.name = "b" // want `label does not see this change: the method value at line \d+ holds a copy of j from before, since label has a value receiver; call j.label where it is needed`
	return label() == "a"
}
