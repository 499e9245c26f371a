// Package chans has channels where nobody puts them.
package chans

import (
	"context"
	"reflect"
	"time"
)

type rec chan rec

type funcs chan func(funcs) funcs

type hub struct {
	*hub
	ins  [3]chan<- struct{}
	outs map[chan int]<-chan chan int
	f    func() chan int
	any
	done chan struct{}
}

var global = make(chan int)

var (
	_    = <-func() chan int { c := make(chan int, 1); c <- 1; return c }()
	zero [0]chan int
)

func init() { go func() { global <- 1 }() }

func init() { close(make(chan int)) }

func selfSend(r rec) {
	r <- r
	<-<-<-r
	close(<-r)
	r = <-r
	close(r)
	r <- nil
}

func called(f funcs) {
	go (<-f)(f)
	defer (<-f)(f)
	f <- func(g funcs) funcs { g <- nil; close(g); return f }
}

func fields(h hub) {
	h.ins[0] <- struct{}{}
	close(h.ins[h.hub.hub.len()])
	close(h.hub.done)
	h.outs[h.f()] = nil
	for c, d := range h.outs {
		c <- <-<-d
		go func() { close(c) }()
	}
	*(&h.done) = nil
	p := &h.done
	close(*p)
	*p <- struct{}{}
	q := &p
	close(**q)
	if c, ok := h.any.(chan int); ok {
		c <- 1
	}
	switch c := h.any.(type) {
	case chan int, <-chan int:
		_ = c
	case chan<- int:
		c <- cap(c) + len(c)
	}
}

func (h *hub) len() int { return len(h.ins) }

func selects(ctx context.Context, a, b chan int, t *time.Timer) (n int, ok bool) {
	var none chan int
	var arr [2]int
	m := map[int]int{}
	select {
	case none <- 1:
	case <-none:
	case arr[<-a] = <-b:
	case m[n], ok = <-a:
	case *(&n) = <-b:
	case (<-chan chan<- int(nil)) <- <-a:
	case <-t.C:
	case <-ctx.Done():
	case a <- func() int { return <-b }():
	case func() chan int { close(a); return b }() <- 1:
	}
	for {
		select {
		case v, ok := <-a:
			if !ok {
				a = nil
				continue
			}
			_ = v
		case b <- 1:
			break
		}
		if a == nil {
			return
		}
	}
}

func goroutines(n int) {
	chans := make([]chan int, n)
	for i := range chans {
		chans[i] = make(chan int, i)
		go func(c chan<- int) { c <- i; close(c) }(chans[i])
	}
	go close(chans[0])
	defer close(chans[1])
	go println(<-chans[2])
	go reflect.ValueOf(chans[3]).Close()
	f := func(c chan int) { close(c) }
	for _, c := range chans {
		f(c)
		go f(c)
		defer f(c)
	}
	var c chan int
	<-c
	c <- 1
	close(c)
	c = *new(chan int)
	x, y := <-c, <-c
	c, d := make(chan int), c
	c, d = d, c
	c <- x + y
	close(d)
}

type conv chan int

func conversions(c conv) (<-chan int, chan<- int) {
	var i interface{ Close() } = c
	i.Close()
	conv.Close(c)
	f := c.Close
	go f()
	return (chan int)(c), (chan<- int)((chan int)(c))
}

func (c conv) Close() { close(c) }

func variadic(cs ...chan int) {
	variadic(cs...)
	variadic(append(cs, make(chan int))...)
	for _, c := range append(cs, global) {
		c <- 1
	}
	struct{ c chan int }{global}.c <- 1
	(&[1]chan int{global})[0] <- 1
	map[string]chan int{}["no"] <- 1
}
