package a

import (
	"context"
	"sync"
	"time"
)

type answer struct{ id int }

type question struct {
	id int
	to chan answer
}

var answers = sync.Pool{New: func() any { return make(chan answer, 1) }}

// server answers late.
func server(questions <-chan question) {
	for q := range questions {
		go func() {
			time.Sleep(time.Duration(q.id) * 5 * time.Millisecond)
			q.to <- answer{q.id}
		}()
	}
}

// row: C24
//
//proof:by stale
func ask(ctx context.Context, questions chan<- question, id int) (answer, error) {
	to := answers.Get().(chan answer)
	defer answers.Put(to) // want `on the way from line \d+ nothing was received: the late value goes to whoever gets this channel next; put it back only where a value has come`
	questions <- question{id, to}
	select {
	case a := <-to:
		return a, nil
	case <-ctx.Done():
		return answer{}, ctx.Err()
	}
}

//proof:observe
//proof:noflip the mistake is in the other function
func stale() bool {
	questions := make(chan question)
	defer close(questions)
	go server(questions)
	for range 20 {
		ctx, cancel := context.WithTimeout(context.Background(), time.Millisecond)
		ask(ctx, questions, 2)
		cancel()
		time.Sleep(15 * time.Millisecond)
		if a, _ := ask(context.Background(), questions, 1); a.id == 2 {
			return true
		}
	}
	return false
}

//proof:by staleTimer
func askTimer(questions chan<- question, id int) (answer, bool) {
	to := answers.Get().(chan answer)
	questions <- question{id, to}
	var a answer
	ok := false
	select {
	case a = <-to:
		ok = true
	case <-time.After(time.Millisecond):
	}
	answers.Put(to) // want `on the way from line \d+ nothing was received`
	return a, ok
}

//proof:observe
//proof:noflip the mistake is in the other function
func staleTimer() bool {
	questions := make(chan question)
	defer close(questions)
	go server(questions)
	for range 20 {
		askTimer(questions, 2)
		time.Sleep(15 * time.Millisecond)
		if a, ok := askTimer(questions, 3); ok && a.id == 2 {
			return true
		}
	}
	return false
}

var signals = sync.Pool{New: func() any { return make(chan int, 1) }}

// row: C24
//
//proof:panic send on closed channel
func closedOne() {
	for range 100 {
		ch := signals.Get().(chan int)
		ch <- 1 //proof:at
		close(ch)
		signals.Put(ch) // want `the channel is closed at line \d+: whoever gets it from the pool next panics when it sends, or receives nothing; don't close what goes back`
	}
}
