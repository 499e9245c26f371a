package bare

import (
	"strconv"
	"sync"
)

// Code outside has the logger as an interface, and can't call its unexported method.
type Emitter interface{ Emit(string) }

type Level2 struct {
	mu   sync.Mutex
	user string
}

//proof:by emits
func (l *Level2) SetUser(user string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.user = user
}

//proof:by emits
func (l *Level2) Apply(to *string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	*to = l.user
}

type logger struct {
	level *Level2
	last  chan string
}

//proof:by emits
func NewEmitter(l *Level2) Emitter { return &logger{l, make(chan string, 9)} }

//proof:by emits
func (l *logger) Emit(text string) { l.log(text) }

//proof:by emits
func (l *logger) log(text string) {
	l.last <- l.level.user + text // want `user is read without mu, with which it is changed at line \d+`
}

// The test comes too early.
//
//proof:by looks
func (l *Level2) Drop() {
	if l.user == "" { // want `user is read without mu, with which it is changed at line \d+`
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.user != "" {
		println(l.user)
	}
}

//proof:race
func looks() {
	l := new(Level2)
	together(func() { l.SetUser("") }, l.Drop)
}

//proof:race
func emits() {
	l := new(Level2)
	e := NewEmitter(l)
	var s string
	together(func() { l.SetUser("a") }, func() { e.Emit("b") }, func() { l.Apply(&s) })
}

// Who prints it does not have the lock.
type Meter struct {
	mu    sync.Mutex
	start int
	last  int
	log   func(args ...any)
}

//proof:by prints
func (m *Meter) Begin(n int) {
	m.mu.Lock()
	m.start = n
	m.mu.Unlock()
	m.log("begun", m)
}

//proof:by prints
func (m *Meter) Set(n int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.last = n
}

//proof:by prints
func (m *Meter) Advance() int {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.last++
	m.last += m.start
	return m.last
}

//proof:by prints
func (m *Meter) String() string {
	return strconv.Itoa(m.last) // want `last is read without mu, with which it is changed at line \d+`
}

//proof:race
func prints() {
	m := &Meter{log: func(args ...any) {
		for _, arg := range args {
			if s, ok := arg.(interface{ String() string }); ok {
				s.String()
			}
		}
	}}
	together(func() { m.Begin(1) }, func() { m.Set(2); m.Advance() })
}
