// Package unmade closes channels that are not made on every way to the close.
package unmade

import "errors"

var errRefused = errors.New("refused")

type client struct {
	accept func() error
	quit   chan bool
	out    chan string
	done   chan bool
}

//proof:by refused
func (c *client) serve() {
	defer c.close() // want `at the return of line 22 this closes c.out, which is made only at line 24: close of a nil channel panics; make it before the defer`

	c.quit = make(chan bool)
	if c.accept != nil {
		if err := c.accept(); err != nil {
			return
		}
		c.out = make(chan string)
		c.done = make(chan bool)
		go func() {
			for s := range c.out {
				println(s)
			}
			close(c.done)
		}()
		c.out <- "hello"
		return
	}
	c.out = make(chan string)
}

//proof:by refused
func (c *client) close() {
	close(c.quit)
	close(c.out) //proof:at
}

//proof:panic close of nil channel
func refused() {
	c := &client{accept: func() error { return errRefused }}
	c.serve()
}

// The function that closes is called by another one.
type reader struct{ lines chan string }

//proof:by nothingToRead
func (r *reader) read(open func() ([]string, error)) error {
	defer r.end() // want `at the return of line 58 this closes r.lines, which is made only at line 60`
	lines, err := open()
	if err != nil {
		return err
	}
	r.lines = make(chan string, len(lines))
	for _, l := range lines {
		r.lines <- l
	}
	return nil
}

//proof:by nothingToRead
func (r *reader) end() { close(r.lines) } //proof:at

//proof:panic close of nil channel
func nothingToRead() {
	new(reader).read(func() ([]string, error) { return nil, errRefused })
}

type pool[T any] struct{ free chan T }

//proof:by emptyPool
func (p *pool[T]) use(n int, f func(T)) {
	defer p.drop() // want `at the return of line 81 this closes p.free, which is made only at line 83`
	if n == 0 {
		return
	}
	p.free = make(chan T, n)
	for range n {
		var zero T
		f(zero)
	}
}

//proof:by emptyPool
func (p *pool[T]) drop() { close(p.free) } //proof:at

//proof:panic close of nil channel
func emptyPool() { new(pool[int]).use(0, nil) }

// It is made before the defer statement.
type early struct{ out chan int }

func (e *early) run(f func() error) {
	e.out = make(chan int)
	defer e.close()
	if f() != nil {
		return
	}
}

func (e *early) close() { close(e.out) }

//proof:ok
func madeEarly() { new(early).run(func() error { return errRefused }) }

// Or by the one who makes the struct.
type given struct{ out chan int }

func newGiven() *given { return &given{out: make(chan int)} }

func (g *given) run(f func() error) {
	defer g.close()
	if f() != nil {
		return
	}
	close(g.out)
	g.out = make(chan int)
}

func (g *given) close() { close(g.out) }

//proof:ok
func madeWithIt() { newGiven().run(func() error { return errRefused }) }

// Another method may have made it.
type opened struct{ out chan int }

func (o *opened) open() { o.out = make(chan int) }

func (o *opened) run(f func() error) {
	defer o.close()
	if f() != nil {
		return
	}
	o.out = make(chan int)
}

func (o *opened) close() { close(o.out) }

//proof:ok
func openedBefore() {
	o := new(opened)
	o.open()
	o.run(func() error { return errRefused })
}

// The close asks.
type asks struct{ out chan int }

func (a *asks) run(f func() error) {
	defer a.close()
	if f() != nil {
		return
	}
	a.out = make(chan int)
}

func (a *asks) close() {
	if a.out != nil {
		close(a.out)
	}
}

//proof:ok
func asksFirst() { new(asks).run(func() error { return errRefused }) }

// A flag says whether it was made.
type flagged struct {
	out    chan int
	opened bool
}

func (f *flagged) run(g func() error) {
	defer f.close()
	if g() != nil {
		return
	}
	f.out = make(chan int)
	f.opened = true
}

func (f *flagged) close() {
	if !f.opened {
		return
	}
	close(f.out)
}

//proof:ok
func saysSo() { new(flagged).run(func() error { return errRefused }) }

// The panic is recovered.
type recovers struct{ out chan int }

func (r *recovers) run(f func() error) {
	defer r.close()
	if f() != nil {
		return
	}
	r.out = make(chan int)
}

func (r *recovers) close() {
	defer func() { recover() }()
	close(r.out)
}

//proof:ok
func recovered() { new(recovers).run(func() error { return errRefused }) }

// Every way makes it.
type both struct{ out chan int }

func (b *both) run(large bool) {
	defer b.close()
	if large {
		b.out = make(chan int, 100)
	} else {
		b.out = make(chan int, 1)
	}
	b.out <- 1
}

func (b *both) close() { close(b.out) }

//proof:ok
func madeEitherWay() { new(both).run(false) }

// It is another object's.
type linked struct {
	next *linked
	out  chan int
}

func (l *linked) run(f func() error) {
	defer l.next.close()
	if f() != nil {
		return
	}
	l.out = make(chan int)
}

func (l *linked) close() {
	if l.next == nil {
		return
	}
	close(l.out)
}

//proof:ok
func ofAnother() {
	l := &linked{next: &linked{}}
	l.run(func() error { return errRefused })
}

// Others may make it.
type Exported struct{ Out chan int }

func (e *Exported) run(f func() error) {
	defer e.close()
	if f() != nil {
		return
	}
	e.Out = make(chan int)
}

func (e *Exported) close() { close(e.Out) }

//proof:ok
func madeOutside() {
	e := &Exported{Out: make(chan int)}
	e.run(func() error { return errRefused })
}
