// Package locks has locks where nobody puts them.
package locks

import (
	"strings"
	"sync"
	"sync/atomic"
)

type deep struct {
	_ struct{ sync.Mutex }
	a [2][2]struct {
		m map[string]*deep
		s []deep
		l [0]sync.RWMutex
	}
	*deep
	sync.Locker
	f func(deep) deep
	c chan deep
}

func (d deep) Value() deep         { return d }
func (d *deep) Pointer() *deep     { return d }
func (_ deep) Blank(_ deep)        {}
func (deep) Unnamed(deep, ...deep) {}

func copies(d deep, p *deep, ds ...deep) (r deep, _ deep) {
	r = d
	r, d = d, r
	r = *p
	*p = r
	*p, r = d.f(*p), <-d.c
	for _, d := range ds {
		_ = d
	}
	for i, r.a = range [][2][2]struct {
		m map[string]*deep
		s []deep
		l [0]sync.RWMutex
	}{} {
		_ = i
	}
	i = 0
	_ = [...]deep{d, *p, 5: r}
	_ = map[int]deep{1: d}
	_ = any(d).(deep)
	_ = struct{ deep }{d}
	d.c <- d
	func(deep) {}(d)
	go d.Value()
	defer deep.Value(d)
	defer (*deep).Value(p)
	f := d.Value
	g := p.Value
	f()
	g()
	ds = append(ds, ds...)
	copy(ds, ds[1:])
	clear(ds)
	p.deep.deep.deep.Lock()
	switch d := any(d).(type) {
	case deep, *deep:
		_ = d
	}
	return d, r
}

var i int

type (
	a1 = a2
	a2 = struct {
		atomic.Int64
		b strings.Builder
	}
	named a1
)

func aliases(x a1, y named) {
	x = a1(y)
	y = named(x)
	z := struct {
		a1
		sync.Once
	}{x, sync.Once{}}
	z.Do(func() { z.Once = sync.Once{} })
	w := sync.WaitGroup{}
	w = *new(sync.WaitGroup)
	(*&w) = (func() sync.WaitGroup)(nil)()
	var c sync.Cond = *sync.NewCond(&sync.Mutex{})
	c.L.(*sync.Mutex).Lock()
	lock := (*sync.Mutex).Lock
	lock(c.L.(*sync.Mutex))
}
