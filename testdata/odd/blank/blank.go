// Package blank has as few names as it can.
package blank

import _ "sync"

type _ struct{ _, _ chan int }

type _[_ any] interface{ ~[]int }

type t[_, _ any] struct{ _ t2 }

type t2 struct {
	_ [0]func()
	_ *t[int, t2]
}

var _, _ = func() (_, _ int) { return }()

var _ = [...]func(){func() {}, nil, _f}

const _ = iota

func _()                             {}
func _(_ int, _ ...chan int) (_ int) { return }
func init()                          {}
func init() {
	_ = init2
	for range 3 {
		_, _ = 1, 2
	}
}
func _f()                         {}
func (t[_, b]) _()                {}
func (_ *t[a, _]) m(_ a) (_, _ a) { return }
func init2(func(_, _ int), chan struct{ _ int }, interface{ m(_ int) }) {
	var _ = t[int, int]{}
	for _, _ = range []int{} {
	}
	for _ = range make(chan int) {
	}
	_ = <-make(chan int)
	_, _ = <-make(chan int)
	switch _ = 1; {
	}
	{
		{
		}

	}
	type _ = int
	const _, _ = 1, 2
	{
	_:
		goto x
	x:
	}
}
