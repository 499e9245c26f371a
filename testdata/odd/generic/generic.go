// Package generic has type parameters that go round in circles.
package generic

import (
	"cmp"
	"iter"
	"sync"
)

type Node[T Linked[T]] struct {
	next *Node[T]
	val  T
	mu   sync.Mutex
}

type Linked[T any] interface {
	Link() T
	comparable
}

type Tree[K cmp.Ordered, V any] struct {
	left, right *Tree[K, V]
	children    map[K]*Tree2[V, K]
}

type Tree2[V any, K cmp.Ordered] struct{ t *Tree[K, V] }

type F[T any] func(F[T]) F[T]

type Alias[T any] = map[string]chan T

type Chan[T any] interface {
	~chan T | ~chan<- T
}

type Self[S any] interface{ Do(S) S }

func Twice[S Self[S]](s S) S { return s.Do(s).Do(s) }

func Send[C Chan[T], T any](c C, v T) { c <- v }

func Close[C ~chan T, T any](c C) {
	defer close(c)
	for range c {
	}
}

func Both[C chan int | chan<- int](c C) {
	select {
	case c <- 1:
	default:
	}
	close(c)
}

func Write[M ~map[K]V, K comparable, V any](m M, k K, v V) {
	for q := range m {
		m[k] = v
		delete(m, q)
	}
}

func Append[S ~[]E | ~[]F, E, F any](s S) int { return len(s) }

func Grow[S ~[]E, E any](s S) (t S) {
	for _, e := range s {
		t = append(t, e)
	}
	return append(t, t...)
}

func Bytes[S ~string | ~[]byte](s S) (out []byte) {
	for i := range len(s) {
		out = append(out, s[i])
	}
	return append(out, s...)
}

func Box[T any](ts ...T) {
	for _, t := range ts {
		sink = t
		sink = &t
		sink = []any{t, any(t), func() T { return t }}
	}
}

var sink any

func Poly[T any](n int, t T) {
	if n > 0 {
		Poly(n-1, t)
		Other(n, t)
	}
}

func Other[T any](n int, t T) { Poly(n, t) }

func Lock[T any, L interface {
	*T
	sync.Locker
}](t T) T {
	L(&t).Lock()
	defer L(&t).Unlock()
	u := t
	return u
}

func (n *Node[T]) All() iter.Seq[T] {
	return func(yield func(T) bool) {
		for ; n != nil; n = n.next {
			if !yield(n.val) {
				return
			}
		}
	}
}

func (n Node[_]) Copy() Node[T2] { return Node[T2]{} }

type T2 struct{ int }

func (t T2) Link() T2 { return t }

func use() {
	var n Node[T2]
	for v := range n.All() {
		_ = v
	}
	m := (*Node[T2]).All
	go m(&n)
	f := Poly[Alias[int]]
	f(1, nil)
	Send(make(chan<- func()), nil)
	Lock[sync.Mutex](sync.Mutex{})
	Lock[sync.RWMutex, *sync.RWMutex](sync.RWMutex{})
	Box[any]()
	Box[interface{ sync.Locker }](&sync.Mutex{})
	type local[T any] struct{ sync.Mutex }
	var l local[local[int]]
	k := l
	_ = k.Mutex
	var cycle F[int]
	cycle = cycle(cycle)(cycle)
}
