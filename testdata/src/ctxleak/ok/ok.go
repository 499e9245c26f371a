// Package ok looks the same and is right.
package ok

import (
	"context"
	"os"
	"os/signal"
	"sync"
)

type server struct {
	ctx    context.Context
	cancel context.CancelFunc
}

//proof:by called
func newServer() *server {
	ctx, cancel := context.WithCancel(context.Background())
	s := &server{ctx: ctx, cancel: cancel}
	go func() { <-s.ctx.Done() }()
	return s
}

//proof:by called
func (s *server) close() { s.cancel() }

//proof:ok
func called() { newServer().close() }

// P1: it leaves the package in another way.
type exported struct {
	Cancel context.CancelFunc
}

//proof:by leaves
func newExported() (*exported, context.Context) {
	ctx, cancel := context.WithCancel(context.Background())
	return &exported{Cancel: cancel}, ctx
}

//proof:ok
func leaves() {
	e, ctx := newExported()
	go func() { <-ctx.Done() }()
	e.Cancel()
}

type handedOn struct{ cancel context.CancelFunc }

//proof:by getter
func (h *handedOn) stopper() func() { return h.cancel }

//proof:ok
func getter() {
	ctx, cancel := context.WithCancel(context.Background())
	h := &handedOn{cancel: cancel}
	go func() { <-ctx.Done() }()
	h.stopper()()
}

type deferred struct {
	cancel context.CancelFunc
	once   sync.Once
}

// P10: as a value.
//
//proof:ok
func asValue() {
	ctx, cancel := context.WithCancel(context.Background())
	d := &deferred{cancel: cancel}
	go func() { <-ctx.Done() }()
	d.once.Do(d.cancel)
}

type both struct{ cancel context.CancelFunc }

// P2: the local variable is called.
//
//proof:ok
func local() {
	ctx, cancel := context.WithCancel(context.Background())
	b := &both{cancel: cancel}
	_ = b
	go func() { <-ctx.Done() }()
	cancel()
}

type registry struct{ cancels map[int]context.CancelFunc }

//proof:ok
func inMap() {
	ctx, cancel := context.WithCancel(context.Background())
	r := &registry{cancels: map[int]context.CancelFunc{}}
	r.cancels[1] = cancel
	go func() { <-ctx.Done() }()
	r.cancels[1]()
}

type alias = context.CancelFunc

type aliased struct{ cancel alias }

//proof:ok
func throughAlias() {
	ctx, cancel := context.WithCancel(context.Background())
	a := &aliased{cancel}
	go func() { <-ctx.Done() }()
	defer a.cancel()
}

type closures struct{ cancel context.CancelFunc }

//proof:ok
func inClosure() {
	c := new(closures)
	func() {
		var ctx context.Context
		ctx, c.cancel = context.WithCancel(context.Background())
		go func() { <-ctx.Done() }()
	}()
	stop := func() { c.cancel() }
	stop()
}

//proof:none package os/signal keeps a goroutine of its own
func stopKept() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	_ = ctx.Err()
}

// P7: another type's function of the same name.
type notifier struct{ stop func() }

//proof:by otherFunction
func (notifier) NotifyContext() (context.Context, func()) {
	return context.Background(), func() {}
}

//proof:ok
func otherFunction() {
	ctx, _ := notifier{}.NotifyContext()
	n := notifier{stop: func() {}}
	_, _ = ctx, n
}

type unwaited struct {
	ctx    context.Context
	cancel context.CancelFunc
}

// Nothing keeps the context: context.Background has no list, and nobody waits for it.
//
//proof:ok
func unheld() {
	u := new(unwaited)
	u.ctx, u.cancel = context.WithCancel(context.Background())
	_ = u.ctx.Err()
}

//proof:ok
func unheldByVariable() {
	u := new(unwaited)
	parent := context.Background()
	_, u.cancel = context.WithCancel(parent)
	u.ctx = parent
}

type consumer struct {
	group
	cancel context.CancelFunc
}

type group struct{ done chan struct{} }

//proof:by unheldBesideOther
func (g group) Done() <-chan struct{} { return g.done }

// It waits for something else.
//
//proof:ok
func unheldBesideOther() {
	c := &consumer{group: group{make(chan struct{})}}
	_, c.cancel = context.WithCancel(context.Background())
	close(c.done)
	<-c.group.Done()
}

type inner struct {
	ctx    context.Context
	cancel context.CancelFunc
}

type outer inner

// The field is that of another type when it is called.
//
//proof:ok
func converted() {
	i := new(inner)
	i.ctx, i.cancel = context.WithCancel(context.Background())
	go func() { <-i.ctx.Done() }()
	(*outer)(i).cancel()
}
