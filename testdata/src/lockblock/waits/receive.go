package waits

import "sync"

type taskRunner struct {
	mu      sync.Mutex
	running map[string]bool
}

func (r *taskRunner) finish(name string) {
	r.mu.Lock()
	delete(r.running, name)
	r.mu.Unlock()
}

// The goroutine takes the lock before it says that it is done.
//
//proof:deadlock
//proof:instead err := <-done => r.mu.Unlock(); err := <-done; r.mu.Lock()
func runs() {
	r := &taskRunner{running: make(map[string]bool)}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.running["a"] = true
	done := make(chan error)
	go func() {
		r.finish("a")
		done <- nil
	}()
	err := <-done // want `this receive holds r.mu, and the goroutine that sends takes it at line \d+ first: both wait for ever; unlock before the receive`
	_ = err
}

//proof:deadlock
//proof:instead <-done => r.mu.Unlock(); <-done; r.mu.Lock()
func closes() {
	r := &taskRunner{running: make(map[string]bool)}
	done := make(chan bool)
	r.mu.Lock()
	go func() {
		defer close(done)
		r.mu.Lock()
		defer r.mu.Unlock()
		r.running["a"] = true
	}()
	<-done // want `this receive holds r.mu, and the goroutine that sends takes it at line \d+ first`
	r.mu.Unlock()
}
