// Package replyok has answers that somebody takes, or that need nobody.
package replyok

import (
	"context"
	"log"
	"sync"
	"sync/atomic"
	"time"
)

func slow(n int) int {
	time.Sleep(3 * time.Millisecond)
	return n
}

func soon() (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.Background(), time.Millisecond)
}

// There is room for the answer.
type roomy struct{ requests chan roomyRequest }

type roomyRequest struct {
	n      int
	answer chan int
}

func (s *roomy) run() {
	for r := range s.requests {
		r.answer <- slow(r.n)
	}
}

func (s *roomy) ask(ctx context.Context, n int) int {
	answer := make(chan int, 1)
	s.requests <- roomyRequest{n, answer}
	select {
	case v := <-answer:
		return v
	case <-ctx.Done():
		return 0
	}
}

//proof:ok
func withRoom() {
	s := &roomy{make(chan roomyRequest)}
	go s.run()
	ctx, cancel := soon()
	defer cancel()
	s.ask(ctx, 1)
	close(s.requests)
}

// Who answers asks whether somebody waits.
type mindful struct{ requests chan mindfulRequest }

type mindfulRequest struct {
	ctx    context.Context
	answer chan int
}

func (s *mindful) run() {
	for r := range s.requests {
		select {
		case r.answer <- slow(1):
		case <-r.ctx.Done():
		}
	}
}

func (s *mindful) ask(ctx context.Context) int {
	answer := make(chan int)
	s.requests <- mindfulRequest{ctx, answer}
	select {
	case v := <-answer:
		return v
	case <-ctx.Done():
		return 0
	}
}

//proof:ok
func answersOrNot() {
	s := &mindful{make(chan mindfulRequest)}
	go s.run()
	ctx, cancel := soon()
	defer cancel()
	s.ask(ctx)
	close(s.requests)
}

// Or does not wait.
type polite struct{ requests chan chan int }

func (s *polite) run() {
	for answer := range s.requests {
		v := slow(1)
		select {
		case answer <- v:
		default:
		}
	}
}

func (s *polite) ask(ctx context.Context) int {
	answer := make(chan int)
	s.requests <- answer
	select {
	case v := <-answer:
		return v
	case <-ctx.Done():
		return 0
	}
}

//proof:ok
func answersInPassing() {
	s := &polite{make(chan chan int)}
	go s.run()
	ctx, cancel := soon()
	defer cancel()
	s.ask(ctx)
	close(s.requests)
}

// Who asks waits for the server or its end: then there is nobody who answers.
type stoppable struct {
	requests chan chan int
	stopped  chan struct{}
}

func (s *stoppable) run(rounds int) {
	defer close(s.stopped)
	for range rounds {
		answer := <-s.requests
		answer <- slow(1)
	}
}

func (s *stoppable) ask() int {
	answer := make(chan int)
	select {
	case s.requests <- answer:
	case <-s.stopped:
		return 0
	}
	select {
	case v := <-answer:
		return v
	case <-s.stopped:
		return 0
	}
}

//proof:ok
func untilStopped() {
	s := &stoppable{make(chan chan int), make(chan struct{})}
	go s.run(1)
	s.ask()
	s.ask()
}

// The same by the server's context.
type withContext struct {
	ctx      context.Context
	requests chan chan int
}

func (s *withContext) run() {
	for {
		select {
		case answer := <-s.requests:
			answer <- 1
		case <-s.ctx.Done():
			return
		}
	}
}

func (s *withContext) ask() int {
	answer := make(chan int)
	select {
	case s.requests <- answer:
	case <-s.ctx.Done():
		return 0
	}
	select {
	case v := <-answer:
		return v
	case <-s.ctx.Done():
		return 0
	}
}

//proof:ok
func untilServerEnds() {
	ctx, cancel := context.WithCancel(context.Background())
	s := &withContext{ctx, make(chan chan int)}
	go s.run()
	s.ask()
	cancel()
	s.ask()
}

// A goroutine takes the late answer.
type drained struct{ requests chan chan int }

func (s *drained) run() {
	for answer := range s.requests {
		answer <- slow(1)
	}
}

func (s *drained) ask(ctx context.Context) int {
	answer := make(chan int)
	s.requests <- answer
	select {
	case v := <-answer:
		return v
	case <-ctx.Done():
		go func() { <-answer }()
		return 0
	}
}

//proof:ok
func takenLate() {
	s := &drained{make(chan chan int)}
	go s.run()
	ctx, cancel := soon()
	defer cancel()
	s.ask(ctx)
	close(s.requests)
}

// It is waited for after all.
type patient struct{ requests chan chan int }

func (s *patient) run() {
	for answer := range s.requests {
		answer <- slow(1)
	}
}

func (s *patient) ask(ctx context.Context) int {
	answer := make(chan int)
	s.requests <- answer
	select {
	case v := <-answer:
		return v
	case <-ctx.Done():
		log.Print("slow")
	}
	return <-answer
}

func (s *patient) askTicking() int {
	answer := make(chan int)
	s.requests <- answer
	ticker := time.NewTicker(time.Millisecond)
	defer ticker.Stop()
	for n := 0; ; n++ {
		select {
		case v := <-answer:
			return v
		case <-ticker.C:
			log.Print("still waiting")
		}
	}
}

//proof:ok
func waitedFor() {
	s := &patient{make(chan chan int)}
	go s.run()
	ctx, cancel := soon()
	defer cancel()
	s.ask(ctx)
	s.askTicking()
	close(s.requests)
}

// The request is taken back.
type registry struct {
	mu      sync.Mutex
	pending map[int]chan int
}

func (r *registry) deliver(id int) {
	r.mu.Lock()
	answer := r.pending[id]
	delete(r.pending, id)
	r.mu.Unlock()
	if answer != nil {
		answer <- id
	}
}

func (r *registry) wait(ctx context.Context, id int) int {
	answer := make(chan int)
	r.mu.Lock()
	r.pending[id] = answer
	r.mu.Unlock()
	select {
	case v := <-answer:
		return v
	case <-ctx.Done():
		r.mu.Lock()
		delete(r.pending, id)
		r.mu.Unlock()
		return 0
	}
}

func (r *registry) forget(id int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.pending, id)
}

func (r *registry) waitDeferred(ctx context.Context, id int) int {
	answer := make(chan int)
	r.mu.Lock()
	r.pending[id] = answer
	r.mu.Unlock()
	defer r.forget(id)
	select {
	case v := <-answer:
		return v
	case <-ctx.Done():
		return 0
	}
}

//proof:ok
func takenBack() {
	r := &registry{pending: make(map[int]chan int)}
	ctx, cancel := soon()
	defer cancel()
	r.wait(ctx, 1)
	r.waitDeferred(ctx, 2)
	r.deliver(1)
	r.deliver(2)
}

// Who comes first decides.
type decided struct{ requests chan *decidedRequest }

type decidedRequest struct {
	state  atomic.Int32
	answer chan int
}

func (s *decided) run() {
	for r := range s.requests {
		v := slow(1)
		if r.state.CompareAndSwap(0, 1) {
			r.answer <- v
		}
	}
}

func (s *decided) ask(ctx context.Context) int {
	answer := make(chan int)
	r := &decidedRequest{answer: answer}
	s.requests <- r
	select {
	case v := <-answer:
		return v
	case <-ctx.Done():
		if r.state.CompareAndSwap(0, 2) {
			return 0
		}
		return <-answer
	}
}

//proof:ok
func firstDecides() {
	s := &decided{make(chan *decidedRequest)}
	go s.run()
	ctx, cancel := soon()
	defer cancel()
	s.ask(ctx)
	close(s.requests)
}

// It says that it leaves.
type told struct{ requests chan toldRequest }

type toldRequest struct {
	answer chan int
	gone   chan struct{}
}

func (s *told) run() {
	for r := range s.requests {
		v := slow(1)
		select {
		case <-r.gone:
			continue
		case <-time.After(time.Millisecond):
		}
		r.answer <- v
	}
}

func (s *told) ask(ctx context.Context) int {
	answer, gone := make(chan int), make(chan struct{})
	s.requests <- toldRequest{answer, gone}
	select {
	case v := <-answer:
		return v
	case <-ctx.Done():
		close(gone)
		return 0
	}
}

//proof:ok
func saysSo() {
	s := &told{make(chan toldRequest)}
	go s.run()
	ctx, cancel := soon()
	defer cancel()
	s.ask(ctx)
	close(s.requests)
}

// Others may receive: the field can be read by everybody.
type Shared struct{ Answer chan int }

type sharing struct{ requests chan Shared }

func (s *sharing) run() {
	for r := range s.requests {
		r.Answer <- slow(1)
	}
}

func (s *sharing) ask(ctx context.Context, others func(Shared)) int {
	r := Shared{make(chan int)}
	answer := r.Answer
	others(r)
	s.requests <- r
	select {
	case v := <-answer:
		return v
	case <-ctx.Done():
		return 0
	}
}

//proof:ok
func othersReceive() {
	s := &sharing{make(chan Shared)}
	go s.run()
	ctx, cancel := soon()
	defer cancel()
	s.ask(ctx, func(r Shared) { go func() { <-r.Answer }() })
	close(s.requests)
}

// The same field of another request, read by another method.
type later struct {
	requests chan *laterRequest
	last     *laterRequest
}

type laterRequest struct{ answer chan int }

func (s *later) run() {
	for r := range s.requests {
		r.answer <- slow(1)
	}
}

func (s *later) start(ctx context.Context) int {
	answer := make(chan int)
	s.last = &laterRequest{answer}
	s.requests <- s.last
	select {
	case v := <-answer:
		return v
	case <-ctx.Done():
		return 0
	}
}

func (s *later) result() int { return <-s.last.answer }

//proof:ok
func resultLater() {
	s := &later{requests: make(chan *laterRequest)}
	go s.run()
	ctx, cancel := soon()
	defer cancel()
	s.start(ctx)
	s.result()
	close(s.requests)
}

// The process ends when no answer comes.
//
//proof:none it would end the process
func orDie(s *drained) int {
	answer := make(chan int)
	s.requests <- answer
	select {
	case v := <-answer:
		return v
	case <-time.After(time.Minute):
		log.Fatal("no answer")
	}
	return 0
}

// Who knows when the literal is called, and whether it is after that.
//
//proof:ok
func calledByOthers() {
	ctx, cancel := soon()
	defer cancel()
	onceDone(ctx, func(func(int)) {})
}

func onceDone(ctx context.Context, subscribe func(func(int))) int {
	result := make(chan int)
	subscribe(func(n int) { result <- n })
	select {
	case v := <-result:
		return v
	case <-ctx.Done():
		return 0
	}
}

// It is called before the function waits, or not at all.
type caller struct{ hooks []func(int) }

func (c *caller) run(ctx context.Context) int {
	result := make(chan int)
	done := make(chan bool)
	go func() {
		<-result
		close(done)
	}()
	each(func() { result <- 1 })
	select {
	case <-done:
		return 1
	case <-ctx.Done():
		return 0
	}
}

func each(f func()) { f() }

//proof:ok
func calledAtOnce() {
	ctx, cancel := soon()
	defer cancel()
	new(caller).run(ctx)
}

// Only a test asks.
type tested struct{ requests chan chan int }

func (s *tested) run() {
	for answer := range s.requests {
		answer <- 1
	}
}

//proof:ok
func askedByTests() {
	s := &tested{make(chan chan int)}
	go s.run()
	close(s.requests)
}

// A test leaves it, nobody else does.
func numbers(ch chan<- int) {
	for n := range 3 {
		ch <- n + 1
	}
}

//proof:ok
func allNumbers() {
	ch := make(chan int)
	go numbers(ch)
	for range 3 {
		<-ch
	}
}
