// Package ok has values that an atomic.Value takes.
package ok

import (
	"errors"
	"fmt"
	"os"
	"sync"
	"sync/atomic"
)

type conf struct{ v, level, text atomic.Value }

// One type, several values.
//
//proof:ok
func oneType() {
	var c conf
	c.v.Store("a")
	c.v.Store("b" + os.Args[0])
	_ = c.v.Load().(string)
}

// A nil of a type is a value.
//
//proof:ok
func typedNil() {
	var v atomic.Value
	v.Store((*conf)(nil))
	v.Store(new(conf))
}

// Two variables.
//
//proof:ok
func twoValues() {
	var a, b atomic.Value
	a.Store(1)
	b.Store("x")
}

type box struct{ err error }

// The error is in a struct.
//
//proof:ok
func boxed() {
	var v atomic.Value
	v.Store(box{errors.New("a")})
	v.Store(box{&os.PathError{}})
	v.Store(box{nil})
}

// An atomic.Pointer takes nil and any error.
//
//proof:ok
func pointer() {
	var p atomic.Pointer[error]
	err := errors.New("a")
	p.Store(&err)
	p.Store(nil)
}

// An interface whose values may all be of one type.
//
//proof:ok
func viaInterface() {
	var v atomic.Value
	for _, s := range []fmt.Stringer{name("a"), name("b")} {
		v.Store(s)
	}
	_ = v.Load().(name)
}

type name string

func (n name) String() string { return string(n) }

// The assertion is to an interface that the type has.
//
//proof:ok
func toInterface() {
	var c conf
	c.text.Store(name("x"))
	_ = c.text.Load().(fmt.Stringer).String()
}

// The assertion may fail.
//
//proof:ok
func commaOk() {
	var c conf
	c.level.Store(int32(1))
	if _, ok := c.level.Load().(int64); ok {
		panic("int64")
	}
	switch c.level.Load().(type) {
	case int64:
		panic("int64")
	}
}

// A method value.
//
//proof:ok
func methodValue() {
	var v atomic.Value
	store := v.Store
	store(1)
	func() { store(2) }()
}

// An alias is the same type.
//
//proof:ok
func aliased() {
	type text = string
	var v atomic.Value
	v.Store("a")
	v.Store(text("b"))
}

// The lock lets only the first error in.
//
//proof:ok
func onlyFirst() {
	g := new(group)
	g.fail(errors.New("a"))
	g.fail(&os.PathError{})
}

type group struct {
	mu  sync.Mutex
	err atomic.Value
}

//proof:by onlyFirst
func (g *group) fail(err error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.err.Load() == nil {
		g.err.Store(err)
	}
}

// What is made here has one type.
//
//proof:ok
func constructed() {
	var v atomic.Value
	for i := range 3 {
		err := fmt.Errorf("%d", i)
		v.Store(err)
		v.Store(fmt.Errorf("%d again", i))
	}
}

// Who looks first stores the first error only.
//
//proof:ok
func looked() {
	g := new(group)
	g.note(errors.New("a"))
	g.note(&os.PathError{})
}

//proof:by looked
func (g *group) note(err error) {
	if g.failure() == nil {
		g.err.Store(err)
	}
}

func (g *group) failure() error {
	err, _ := g.err.Load().(error)
	return err
}

// Only one goroutine stores, and only once.
type reader struct {
	why, end atomic.Value
	once     sync.Once
	done     chan bool
}

//proof:by readsOnce
func (r *reader) loop(read func() error) {
	defer close(r.done)
	for {
		if err := read(); err != nil {
			r.why.Store(err)
			return
		}
	}
}

//proof:by readsOnce
func (r *reader) stop(err error) {
	r.once.Do(func() {
		if err != nil {
			r.end.Store(err)
		}
	})
}

//proof:ok
func readsOnce() {
	r := &reader{done: make(chan bool)}
	go r.loop(func() error { return &os.PathError{} })
	<-r.done
	r.stop(errors.New("a"))
	r.stop(&os.PathError{})
}

// Nobody stores, and who loads knows that.
type optional struct{ a, b, c, d atomic.Value }

//proof:ok
func absent() {
	var o optional
	if _, ok := o.a.Load().(string); ok {
		panic("there")
	}
	if x := o.b.Load(); x != nil {
		_ = x.(string)
	}
	fill(&o.c)
	_ = o.c.Load().(string)
	o.d.CompareAndSwap(nil, "x")
	_ = o.d.Load().(string)
}

func fill(v *atomic.Value) { v.Store("x") }
