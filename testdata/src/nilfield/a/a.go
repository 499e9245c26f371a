// Package a calls through fields that nothing sets.
package a

import (
	"io"
	"slices"
)

type logger interface{ log(string) }

type server struct {
	out  logger
	name string
}

func newServer(name string) *server { return &server{name: name} }

// row: I13
//
//proof:by runStart
func (s *server) start() {
	s.out.log(s.name) // want `this panics with a nil pointer dereference: nothing in the package sets out, declared at line 12; set it where its struct is made`
}

//proof:panic nil pointer dereference
func runStart() { newServer("a").start() }

// The methods of the embedded interface are promoted.
type conn struct {
	io.Closer
	open bool
}

// row: I17
//
//proof:by runStop
func (c *conn) stop() {
	c.open = false
	_ = c.Close() // want `nothing in the package sets Closer`
}

//proof:panic nil pointer dereference
func runStop() { (&conn{open: true}).stop() }

type base struct{ hits int }

func (b base) count() int { return b.hits }

type handler struct {
	*base
	path string
}

// row: F21
//
//proof:panic nil pointer dereference
func promoted() {
	h := handler{path: "/"}
	_ = h.count() // want `nothing in the package sets base`
}

type counter struct {
	*base
	unused int
}

// row: F21
//
//proof:panic nil pointer dereference
func promotedField() {
	var c counter
	c.hits++ // want `nothing in the package sets base`
}

type job struct {
	done func()
	log  logger
	id   int
}

type stdout struct{}

func (stdout) log(string) {}

func newJob() *job { return &job{done: func() {}, log: stdout{}} }

// Others set it; this function has not.
//
// row: I13
//
//proof:panic nil pointer dereference
func literal() {
	j := &job{id: 1}
	j.id++
	j.log.log("start") // want `the literal at line \d+ leaves log out; set it there, as line \d+ does`
}

//proof:panic nil pointer dereference
func literalFunc() {
	j := job{id: 1}
	j.done() // want `the literal at line \d+ leaves done out`
}

type watcher struct {
	onEvent func(string)
	onClose func()
	name    string
}

func watch(name string) *watcher { return &watcher{name: name} }

func watchAll(name string, f func(string)) *watcher { return &watcher{f, func() {}, name} }

//proof:by runWatch
func (w *watcher) emit(s string) {
	if w.onEvent != nil {
		w.onEvent(s)
	}
}

// row: F23
//
//proof:by runWatch
func (w *watcher) flush() {
	w.onEvent("flush") // want `this panics where onEvent is not set: the literal at line \d+ leaves it out, and line \d+ asks whether it is nil before the call; ask here too`
}

//proof:panic nil pointer dereference
func runWatch() {
	w := watch("a")
	w.emit("x")
	w.flush() //proof:at
}

//proof:by runLeave
func (w *watcher) close() {
	if w.onClose != nil {
		w.onClose()
	}
}

// row: G10
//
//proof:by runLeave
func (w *watcher) leave() {
	go w.onClose() // want `this panics where onClose is not set: the literal at line \d+ leaves it out, and line \d+ asks whether it is nil before the call; ask here too`
}

// The runtime does not start it, and recover does not help.
//
// row: G10
//
//proof:fatal go of nil func value
func runLeave() {
	defer func() { recover() }()
	w := watch("a")
	w.close()
	w.leave()
}

type alias = server

type hook struct{ run func(int) }

//proof:panic nil pointer dereference
func inLiteral() {
	each := func(hooks []*hook) {
		for h := range slices.Values(hooks) {
			h.run(1) // want `nothing in the package sets run`
		}
	}
	each([]*hook{{}})
}
