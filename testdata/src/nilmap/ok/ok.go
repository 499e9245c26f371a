// Package ok writes to maps that are made somewhere, or may be.
package ok

import "sync"

type made struct{ m map[string]int }

func newMade() *made { return &made{m: make(map[string]int)} }

//proof:by run
func (m *made) put() { m.m["a"] = 1 }

type later struct{ m map[string]int }

//proof:by run
func (l *later) init() { l.m = make(map[string]int) }

//proof:by run
func (l *later) put() { l.m["a"] = 1 }

func newLater(name string) *later {
	l := &later{}
	l.init()
	return l
}

type lazy struct {
	once sync.Once
	m    map[string]int
}

//proof:by run
func (l *lazy) put() {
	l.once.Do(func() { l.m = map[string]int{} })
	l.m["a"] = 1
}

type unkeyed struct {
	name string
	m    map[string]int
}

//proof:by run
func (u unkeyed) put() { u.m["a"] = 1 }

type pointed struct{ m map[string]int }

func fill(m *map[string]int) { *m = make(map[string]int) }

//proof:ok
func byPointer() {
	var p pointed
	fill(&p.m)
	p.m["a"] = 1
}

// Exported is set by other packages.
type Exported struct{ M map[string]int }

//proof:by run
func (e *Exported) put() { e.M["a"] = 1 }

type asks struct{ m map[string]int }

// put writes to a map that nobody makes, yet.
//
//proof:by run
func (a *asks) put() {
	if a.m == nil {
		return
	}
	a.m["a"] = 1
}

type reads struct{ m map[string]int }

//proof:by run
func (r *reads) get() int {
	for range r.m {
	}
	delete(r.m, "a")
	clear(r.m)
	return r.m["a"] + len(r.m)
}

var table = map[string]int{}

var assigned map[string]int

func init() { assigned = make(map[string]int) }

//proof:ok
func variables() {
	table["a"] = 1
	assigned["a"] = 1
}

type converted struct{ m map[string]int }

type source struct{ m map[string]int }

//proof:ok
func conversion() {
	c := converted(source{make(map[string]int)})
	c.m["a"] = 1
}

type rows struct{ m map[int]map[int]int }

//proof:by run
func (r *rows) put(i, j int) {
	if r.m[i] == nil {
		r.m[i] = make(map[int]int)
	}
	r.m[i][j] = 1
}

type given struct{ m map[int]map[int]int }

func fillRow(m map[int]map[int]int) { m[1] = make(map[int]int) }

//proof:by run
func (g *given) put() {
	fillRow(g.m)
	g.m[1][1] = 1
}

type optional struct {
	name string
	m    map[string]int
}

func newOptional() *optional { return &optional{name: "a", m: make(map[string]int)} }

// withoutMap makes one that asks first.
//
//proof:by run
func withoutMap() *optional { return &optional{name: "b"} }

//proof:by run
func (o *optional) put() {
	if o.m != nil {
		o.m["a"] = 1
	}
}

type filled struct {
	name string
	m    map[string]int
}

//proof:by run
func newFilled() *filled {
	f := &filled{name: "a"}
	f.m = make(map[string]int)
	return f
}

//proof:by run
func otherFilled() *filled { return &filled{"b", make(map[string]int)} }

//proof:by run
func helped() *filled {
	f := &filled{name: "c"}
	help(f)
	return f
}

func help(f *filled) { f.m = map[string]int{} }

//proof:by run
func (f *filled) put() { f.m["a"] = 1 }

// later makes it before it writes.
//
//proof:ok
func filledLater() {
	f := &filled{name: "d"}
	help(f)
	f.m["a"] = 1
	g := filled{name: "e"}
	g.make()
	g.m["a"] = 1
	h := &filled{name: "f"}
	h = newFilled()
	h.m["a"] = 1
}

func (f *filled) make() { f.m = map[string]int{} }

// disabled is never written to.
//
//proof:by run
func disabled() *filled { return &filled{name: "g"} }

//proof:ok
func run() {
	newMade().put()
	newLater("a").put()
	new(lazy).put()
	unkeyed{"a", map[string]int{}}.put()
	(&Exported{make(map[string]int)}).put()
	new(asks).put()
	new(reads).get()
	(&rows{make(map[int]map[int]int)}).put(1, 1)
	(&given{make(map[int]map[int]int)}).put()
	newOptional().put()
	withoutMap().put()
	newFilled().put()
	otherFilled().put()
	helped().put()
	disabled()
}
