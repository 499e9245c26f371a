package a

import (
	"fmt"
	"iter"
	"os"
	"os/signal"
	"path/filepath"
	"sync"
)

func local() {
	ch := make(chan int) // want `cap 0: send in local\$1 other, receive in local same\.`
	go func() { ch <- 1 }()
	<-ch
}

func helper() {
	ch := make(chan int, 2) // want `cap 2: close in produce other, send in produce other, range in drain same\.`
	go produce(ch)
	drain(ch)
}

func produce(ch chan<- int) {
	defer close(ch)
	ch <- 1
}

func drain(ch <-chan int) {
	for range ch {
	}
}

func viaWaitGroup() {
	var wg sync.WaitGroup
	ch := make(chan int, len(os.Args)+1) // want `cap 1\+: send in viaWaitGroup\$1 other, receive in viaWaitGroup same\.`
	wg.Go(func() { ch <- 1 })
	wg.Wait()
	<-ch
}

type server struct {
	done chan struct{}
	Out  chan int
}

func newServer() *server {
	return &server{
		done: make(chan struct{}), // want `cap 0 shared: case receive in loop other, close in stop\.`
		Out:  make(chan int),      // want `cap 0 open shared: maybe case send in loop other\.`
	}
}

func Start() {
	s := newServer()
	go s.loop()
}

func (s *server) loop() {
	for {
		select {
		case <-s.done:
			return
		case s.Out <- 1:
		}
	}
}

func (s *server) stop() { close(s.done) }

func Exported(ch chan int) { // want `cap 0\+ open: close in Exported same\.`
	close(ch)
}

func escapes() {
	c := make(chan os.Signal, 1) // want `cap 1 open: receive in escapes same\.`
	signal.Notify(c)
	<-c
	d := make(chan int) // want `cap 0 open shared: len in escapes same\.`
	fmt.Println(d)
	_ = len(d)
}

func Returned() <-chan int {
	ch := make(chan int) // want `cap 0 open: close in Returned\$1 other, send in Returned\$1 other\.`
	go func() {
		defer close(ch)
		ch <- 1
	}()
	return ch
}

func generator(n int) <-chan int {
	ch := make(chan int) // want `cap 0: send in generator\$1 other, receive in useGenerator same\.`
	go func() {
		for i := range n {
			ch <- i
		}
	}()
	return ch
}

func useGenerator() {
	<-generator(3)
}

func collections() {
	var list []chan int
	for range 3 {
		list = append(list, make(chan int)) // want `cap 0 shared: send in collections\$1 other, receive in collections same\.`
	}
	for _, ch := range list {
		go func() { ch <- 1 }()
	}
	<-list[0]
	m := map[string]chan int{"a": make(chan int)} // want `cap 0 shared: close in collections same\.`
	for _, ch := range m {
		close(ch)
	}
}

type request struct{ reply chan int }

func requests() {
	reqs := make(chan request) // want `cap 0: range in requests\$1 other, send in requests same, close in requests same\.`
	go func() {
		for r := range reqs {
			r.reply <- 1
		}
	}()
	r := request{make(chan int)} // want `cap 0 shared: send in requests\$1 other, receive in requests same\.`
	reqs <- r
	<-r.reply
	close(reqs)
}

func phi(b bool) {
	x := make(chan int, 1) // want `cap 1: maybe send in phi same, receive in phi same\.`
	y := make(chan int, 1) // want `cap 1: maybe send in phi same\.`
	z := x
	if b {
		z = y
	}
	z <- 1
	<-x
}

type doer interface{ do(ch chan int) }

type sender struct{}

func (sender) do(ch chan int) { ch <- 1 }

func dynamic(d doer) {
	ch := make(chan int) // want `cap 0: send in do other, receive in dynamic same\.`
	go d.do(ch)
	<-ch
}

func useDynamic() { dynamic(sender{}) }

func callback(f func(chan int)) {
	ch := make(chan int) // want `cap 0: close in useCallback\$1 same\.`
	f(ch)
}

func useCallback() {
	callback(func(ch chan int) { close(ch) })
}

func once() {
	var o sync.Once
	ch := make(chan int) // want `cap 0: close in once\$1 same, receive in once same\.`
	o.Do(func() { close(ch) })
	<-ch
}

// The body of a range loop over an iterator, and what WalkDir and the like call, run where the call is.
func bodies(lines iter.Seq[string]) {
	ch := make(chan string) // want `cap 0: send in bodies\$1\$1 other, receive in bodies same\.`
	go func() {
		for l := range lines {
			ch <- l
		}
	}()
	<-ch
}

func walks(root string) {
	ch := make(chan string) // want `cap 0: send in walks\$1\$1 other, receive in walks same\.`
	go func() {
		_ = filepath.Walk(root, func(p string, _ os.FileInfo, err error) error {
			ch <- p
			return err
		})
	}()
	<-ch
}

var global = make(chan int) // want `cap 0 shared: send in useGlobal\.`

func useGlobal() { global <- 1 }

func methodValue(s *sink) {
	ch := make(chan int) // want `cap 0: send in methodValue same, receive in take other\.`
	f := s.take
	go f(ch)
	ch <- 1
}

type sink struct{}

func (s *sink) take(ch chan int) { <-ch }

func typeParam[T any](v T) {
	ch := make(chan T, 1) // want `cap 1: receive in typeParam same, send in put same\.`
	put(ch, v)
	<-ch
}

func put[T any, C ~chan T](ch C, v T) { ch <- v }

func overChannel() {
	replies := make(chan chan int, 1) // want `cap 1: send in overChannel same, receive in overChannel same\.`
	replies <- make(chan int, 1)      // want `cap 1 shared: send in overChannel same\.`
	(<-replies) <- 1
}

func iterate() {
	ch := make(chan int, 3) // want `cap 3: send in iterate\$1 same\.`
	for i := range three {
		ch <- i
	}
}

func three(yield func(int) bool) {
	_ = yield(1) && yield(2) && yield(3)
}

func reachesAny() {
	var v any = make(chan int) // want `cap 0: close in reachesAny same\.`
	if ch, ok := v.(chan int); ok {
		close(ch)
	}
}
