// Package partners has channels that are made, and that nothing serves.
package partners

import "time"

// A worker has a channel that says stop, and nothing that says it.
type worker struct {
	jobs chan int
	done chan struct{}
}

func newWorker() *worker {
	w := &worker{jobs: make(chan int), done: make(chan struct{})}
	go w.run()
	return w
}

//proof:by forgotten
func (w *worker) run() {
	for {
		select { //proof:at
		case <-w.jobs:
		case <-w.done: // want `nothing in the package sends on or closes the channel done made at line 13: this case is never chosen; leave it out, or do what it waits for`
			return
		}
	}
}

//proof:leak
func forgotten() {
	w := newWorker()
	w.jobs <- 1
	time.Sleep(time.Millisecond)
}

// The other way round: nobody receives the news.
type source struct {
	news chan string
	stop chan struct{}
}

//proof:by tellsNobody
func (s *source) publish(text string) bool {
	select {
	case s.news <- text: // want `nothing in the package receives from the channel news made at line 55: this case is never chosen`
		return true
	case <-s.stop:
		return false
	}
}

//proof:observe
//proof:noflip somebody would have to receive
func tellsNobody() bool {
	s := &source{news: make(chan string), stop: make(chan struct{})}
	close(s.stop)
	return !s.publish("a")
}

// A local channel in a literal.
//
//proof:observe
//proof:noflip the case would have to be served
func LocalCase() bool {
	early := make(chan bool)
	wait := func() bool {
		select {
		case <-early: // want `nothing in the package sends on or closes the channel that was made at line 65`
			return false
		case <-time.After(time.Millisecond):
			return true
		}
	}
	return wait()
}
