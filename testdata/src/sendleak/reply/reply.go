// Package reply has answers that nobody takes any more.
package reply

import (
	"context"
	"errors"
	"fmt"
	"log"
	"time"
)

type request struct {
	n      int
	answer chan int
}

type server struct{ requests chan request }

func newServer() *server {
	s := &server{make(chan request)}
	go s.run()
	return s
}

// row: G02
//
//proof:by lateForContext
func (s *server) run() {
	for r := range s.requests {
		time.Sleep(5 * time.Millisecond)
		r.answer <- r.n * 2 // want `this send blocks its goroutine for ever if ask leaves at line 42: nothing else receives from the channel, so make it with a buffer of 1`
	}
}

//proof:by lateForContext
func (s *server) ask(ctx context.Context, n int) (int, error) {
	answer := make(chan int)
	s.requests <- request{n, answer}
	select {
	case v := <-answer:
		return v, nil
	case <-ctx.Done():
		return 0, ctx.Err()
	}
}

//proof:leak
func lateForContext() {
	s := newServer()
	ctx, cancel := context.WithTimeout(context.Background(), time.Millisecond)
	defer cancel()
	s.ask(ctx, 1)
}

// Call can be made by anybody, and answered: but not received from.
type Call struct {
	Name   string
	Answer chan<- string
}

//proof:by lateForTimeout
func (c *Call) Respond(s string) {
	c.Answer <- s // want `if Do leaves at line 81: .* a buffer of 1`
}

type Client struct{ calls chan *Call }

func (c *Client) Calls() <-chan *Call { return c.calls }

//proof:by lateForTimeout
func (c *Client) Do(name string, timeout time.Duration) (answer string, err error) {
	ch := make(chan string)
	select {
	case c.calls <- &Call{name, ch}:
	case <-time.After(timeout):
		err = errors.New("nobody takes calls")
		return
	}
	select {
	case answer = <-ch:
	case <-time.After(timeout):
		err = fmt.Errorf("no answer to %s", name)
	}
	return
}

//proof:leak
func lateForTimeout() {
	c := &Client{make(chan *Call)}
	go func() {
		call := <-c.Calls()
		time.Sleep(5 * time.Millisecond)
		call.Respond("yes")
	}()
	c.Do("it", time.Millisecond)
}

// The channel itself is what is handed over.
type counter struct{ asks chan chan int }

//proof:by lateForCount
func (c *counter) run() {
	n := 0
	for ask := range c.asks {
		n++
		ask <- n // want `if count leaves at line 117: .* a buffer of 1`
	}
}

//proof:by lateForCount
func (c *counter) count(parent context.Context) int {
	ctx, cancel := context.WithTimeout(parent, time.Millisecond)
	defer cancel()
	ask := make(chan int)
	c.asks <- ask
	select {
	case <-ctx.Done():
		log.Print("no count")
		return 0
	case n := <-ask:
		return n
	}
}

//proof:leak
func lateForCount() {
	c := &counter{make(chan chan int, 1)}
	c.count(context.Background())
	go c.run()
	time.Sleep(time.Millisecond)
}

// Each answer is sent by a goroutine of its own, and the timer may be there or not.
type asker struct{ jobs chan *job }

type job struct {
	work func() error
	done chan error
}

//proof:by lateForJob
func (a *asker) loop() {
	for j := range a.jobs {
		go func() {
			j.done <- j.work() // want `if submit leaves at line 165: .* a buffer of 1`
		}()
	}
}

//proof:by lateForJob
func (a *asker) submit(work func() error, limit time.Duration) error {
	j := &job{work: work, done: make(chan error)}
	done := j.done
	a.jobs <- j
	var timeout <-chan time.Time
	if limit > 0 {
		timer := time.NewTimer(limit)
		defer timer.Stop()
		timeout = timer.C
	}
	for {
		select {
		case err := <-done:
			return err
		case <-timeout:
			return context.DeadlineExceeded
		}
	}
}

//proof:leak
func lateForJob() {
	a := &asker{make(chan *job)}
	go a.loop()
	a.submit(func() error { time.Sleep(5 * time.Millisecond); return nil }, time.Millisecond)
	close(a.jobs)
}

type query[T any] struct {
	of     T
	result chan T
}

type worker[T any] struct{ queries chan query[T] }

//proof:by lateForQuery
func (w *worker[T]) run(f func(T) T) {
	for q := range w.queries {
		q.result <- f(q.of) // want `if find leaves at line 200: .* a buffer of 1`
	}
}

//proof:by lateForQuery
func (w *worker[T]) find(ctx context.Context, of T) (T, error) {
	result := make(chan T)
	w.queries <- query[T]{of, result}
	select {
	case v := <-result:
		return v, nil
	case <-ctx.Done():
		var zero T
		return zero, context.Cause(ctx)
	}
}

//proof:leak
func lateForQuery() {
	w := &worker[int]{make(chan query[int])}
	go w.run(func(n int) int { time.Sleep(5 * time.Millisecond); return n })
	ctx, cancel := context.WithTimeout(context.Background(), time.Millisecond)
	defer cancel()
	w.find(ctx, 1)
	close(w.queries)
}

// What sends the answer is handed over, and called by a goroutine that runs anyway.
type runner struct{ tasks chan func() }

func newRunner() *runner {
	r := &runner{make(chan func(), 4)}
	go func() {
		for task := range r.tasks {
			task()
		}
	}()
	return r
}

//proof:by lateForCall
func (r *runner) call(ctx context.Context, f func() int) (int, error) {
	result := make(chan int)
	r.tasks <- func() {
		result <- f() // want `if call leaves at line 238: .* a buffer of 1`
	}
	select {
	case v := <-result:
		return v, nil
	case <-ctx.Done():
		return 0, ctx.Err()
	}
}

//proof:leak
func lateForCall() {
	r := newRunner()
	ctx, cancel := context.WithTimeout(context.Background(), time.Millisecond)
	defer cancel()
	r.call(ctx, func() int { time.Sleep(5 * time.Millisecond); return 1 })
	close(r.tasks)
}
