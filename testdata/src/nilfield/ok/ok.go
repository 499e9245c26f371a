// Package ok calls through fields that something sets, or may set.
package ok

import (
	"encoding/json"
	"io"
	"strings"
)

type logger interface{ log(string) }

type stdout struct{}

func (stdout) log(string) {}

func check(ok bool) {
	if !ok {
		panic("wrong")
	}
}

type server struct{ out logger }

func newServer() *server { return &server{out: stdout{}} }

//proof:ok
func set() { newServer().out.log("a") }

type late struct{ out logger }

func (l *late) init() { l.out = stdout{} }

//proof:ok
func assigned() {
	l := new(late)
	l.init()
	l.out.log("a")
}

type inOrder struct{ f func() int }

//proof:ok
func positional() {
	x := inOrder{func() int { return 1 }}
	check(x.f() == 1)
}

type optional struct{ f func() }

//proof:ok
func guarded() {
	var o optional
	if o.f != nil {
		o.f()
	}
}

type copied struct{ f func() }

//proof:ok
func guardedCopy() {
	var c copied
	if f := c.f; f != nil {
		c.f()
	}
}

type pointed struct{ w io.Writer }

func fill(w *io.Writer) { *w = new(strings.Builder) }

//proof:ok
func address() {
	var p pointed
	fill(&p.w)
	_, err := p.w.Write(nil)
	check(err == nil)
}

// Public has a field that other packages set.
type Public struct{ Log func(string) }

//proof:none nobody calls it here
func (p *Public) Run() { p.Log("a") }

// Wrapper is made elsewhere, with what it embeds.
type Wrapper struct{ io.Reader }

//proof:none nobody calls it here
func (w Wrapper) Head() (int, error) { return w.Read(nil) }

type first struct{ f func() int }

type second struct{ f func() int }

//proof:ok
func converted() {
	s := second(first{func() int { return 1 }})
	check(s.f() == 1)
}

// The embedded pointer may be nil: the method does not look at it.
type quiet struct{ *nothing }

type nothing struct{}

func (*nothing) ping() int { return 1 }

//proof:ok
func nilReceiver() {
	var q quiet
	check(q.ping() == 1)
}

// Decoders set what has a tag.
type decoded struct {
	*inner `json:"inner"`
}

type inner struct{ N int }

//proof:ok
func tagged() {
	var d decoded
	d.inner = nil
	if err := json.Unmarshal([]byte(`{}`), &d); err != nil {
		panic(err)
	}
}

// Decoders set an embedded pointer without a tag as well.
type rotation struct{ *Limits }

// Limits has exported fields.
type Limits struct{ Size int }

//proof:ok
func decodedEmbedded() {
	var r rotation
	if err := json.Unmarshal([]byte(`{"Size": 1}`), &r); err != nil {
		panic(err)
	}
	r.Size++
	check(r.Size == 2)
}

// A mock embeds the interface, and what is called it has itself.
type mock struct{ io.ReadCloser }

func (mock) Read([]byte) (int, error) { return 0, io.EOF }

//proof:ok
func mocked() {
	_, err := mock{}.Read(nil)
	check(err == io.EOF)
}

// A default takes the place of a callback that is not given.
type defaults struct{ f func() int }

func (d *defaults) fill() {
	if d.f == nil {
		d.f = func() int { return 1 }
	}
}

//proof:ok
func filled() {
	d := &defaults{}
	d.fill()
	check(d.f() == 1)
}

// What the function calls first may set it.
type opener struct{ r io.Reader }

func (o *opener) open() { o.r = strings.NewReader("a") }

//proof:ok
func opened() {
	o := &opener{}
	o.open()
	n, _ := o.r.Read(make([]byte, 1))
	check(n == 1)
}

func apply(o *opener, f func(*opener)) { f(o) }

//proof:ok
func given() {
	o := &opener{}
	apply(o, (*opener).open)
	n, _ := o.r.Read(make([]byte, 1))
	check(n == 1)
}

// The callback is set wherever the struct is made.
type always struct{ f func() int }

//proof:ok
func everywhere() {
	a := &always{f: func() int { return 1 }}
	if a.f != nil {
		check(a.f() == 1)
	}
	check(call(a) == 1)
}

func call(a *always) int { return a.f() }

// What the function calls before sets the callback.
type plan struct {
	cancel func() int
	name   string
}

func newPlan(name string) *plan { return &plan{name: name} }

func prepare(p *plan) { p.cancel = func() int { return 1 } }

//proof:ok
func prepared() {
	p := newPlan("a")
	check(p.run() == 1)
	p.stop()
}

func (p *plan) run() int {
	prepare(p)
	return p.cancel()
}

func (p *plan) stop() {
	if p.cancel != nil {
		p.cancel()
	}
}

// Nothing sends such a message any more.
type message struct{ run func() }

//proof:none nothing makes one
func receive(x any) {
	switch m := x.(type) {
	case *message:
		m.run()
	}
}
