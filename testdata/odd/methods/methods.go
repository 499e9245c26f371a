// Package methods calls what the checks know as method values, method expressions and
// function values: the receiver is not where a plain call has it.
package methods

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"os"
	"reflect"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

type s struct {
	mu   sync.Mutex
	rw   sync.RWMutex
	wg   sync.WaitGroup
	once sync.Once
	pool sync.Pool
	m    sync.Map
	cond *sync.Cond
	v    atomic.Value
	n    atomic.Int64
	old  int64
	t    *time.Timer
	f    func()
}

func (x *s) values() {
	lock, unlock, rl, ru := x.mu.Lock, x.mu.Unlock, x.rw.RLock, x.rw.RUnlock
	add, done, wait, spawn := x.wg.Add, x.wg.Done, x.wg.Wait, x.wg.Go
	do, get, put := x.once.Do, x.pool.Get, x.pool.Put
	load, store, del, los := x.m.Load, x.m.Store, x.m.Delete, x.m.LoadOrStore
	cw, cs, cb := x.cond.Wait, x.cond.Signal, x.cond.Broadcast
	vl, vs, nl, ns, na := x.v.Load, x.v.Store, x.n.Load, x.n.Store, x.n.Add
	stop, reset := x.t.Stop, x.t.Reset
	lock()
	defer unlock()
	rl()
	ru()
	add(1)
	go done()
	wait()
	spawn(func() { lock(); unlock() })
	do(func() {})
	o := get()
	put(o)
	put(o)
	if _, ok := load(1); !ok {
		store(1, 2)
	}
	del(1)
	los(1, 3)
	cw()
	cs()
	cb()
	vs(1)
	_ = vl()
	ns(nl() + 1)
	na(1)
	if !stop() {
		<-x.t.C
	}
	reset(1)
}

func exprs(x *s) {
	(*sync.Mutex).Lock(&x.mu)
	defer (*sync.Mutex).Unlock(&x.mu)
	(*sync.WaitGroup).Add(&x.wg, 1)
	go (*sync.WaitGroup).Done(&x.wg)
	(*sync.WaitGroup).Wait(&x.wg)
	(*sync.Cond).Wait(x.cond)
	o := (*sync.Pool).Get(&x.pool)
	(*sync.Pool).Put(&x.pool, o)
	(*sync.Once).Do(&x.once, func() {})
	f := (*sync.WaitGroup).Go
	f(&x.wg, func() {})
	(*atomic.Int64).Store(&x.n, (*atomic.Int64).Load(&x.n)+1)
	st := atomic.StoreInt64
	st(&x.old, 1)
	x.old++
}

func bufs(name string) ([]byte, error) {
	f, err := os.Create(name)
	if err != nil {
		return nil, err
	}
	cl := f.Close
	defer cl()
	w := bufio.NewWriter(f)
	flush, ws := w.Flush, w.WriteString
	ws("x")
	defer flush()
	sc := bufio.NewScanner(f)
	scan, b := sc.Scan, sc.Bytes
	var out [][]byte
	for scan() {
		out = append(out, b())
	}
	var bb bytes.Buffer
	bbb := bb.Bytes
	r := bbb()
	reset := bb.Reset
	reset()
	return r, errors.Join(err, nil)
}

func refl(v any) {
	k := reflect.ValueOf(v).Elem
	_ = k().NumField()
	nf := reflect.TypeOf(v).NumField
	_ = nf()
	set := reflect.ValueOf(v).SetInt
	set(1)
	is := errors.Is
	_ = is(nil, errors.New("x"))
	tr := strings.TrimLeft
	_ = tr("a", "abc")
}

func ctx() context.CancelFunc {
	wc := context.WithCancel
	c, cancel := wc(context.Background())
	d := c.Done
	for {
		select {
		case <-d():
		default:
		}
		break
	}
	after := time.AfterFunc
	after(1, func() {})
	g := context.Context.Done
	<-g(c)
	return cancel
}

type G[T any] struct {
	mu sync.Mutex
	v  T
}

func (g *G[T]) do(f func(T)) { g.mu.Lock(); defer g.mu.Unlock(); f(g.v) }

func gen[T any](g *G[T]) {
	d := g.do
	d(func(T) {})
	e := (*G[T]).do
	e(g, nil)
	go d(nil)
	defer d(nil)
}

func variadic(xs ...any) {
	args := []any{1}
	variadic(args...)
}
