package quiet

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

// The goroutine sends first, takes another lock, or only one of them waits.
//
//proof:ok
func runs() {
	r, other := &taskRunner{running: make(map[string]bool)}, &taskRunner{running: make(map[string]bool)}
	r.mu.Lock()
	done := make(chan error)
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		done <- nil
		r.finish("a")
	}()
	<-done
	r.mu.Unlock()
	wg.Wait()

	r.mu.Lock()
	ready := make(chan error)
	go func() {
		other.finish("a")
		ready <- nil
	}()
	<-ready
	r.mu.Unlock()

	r.mu.Lock()
	r.running["a"] = true
	r.mu.Unlock()
	ended := make(chan error)
	go func() {
		r.finish("a")
		ended <- nil
	}()
	<-ended
}

// Some other goroutine sends too.
//
//proof:ok
func either() {
	r := &taskRunner{running: make(map[string]bool)}
	r.mu.Lock()
	done := make(chan error, 2)
	go func() {
		r.finish("a")
		done <- nil
	}()
	go func() { done <- nil }()
	<-done
	r.mu.Unlock()
	<-done
}

// It may send without the lock.
//
//proof:ok
func sometimes() {
	r := &taskRunner{running: make(map[string]bool)}
	names := []string{}
	r.mu.Lock()
	done := make(chan error)
	go func() {
		if len(names) > 0 {
			r.finish(names[0])
		}
		done <- nil
	}()
	<-done
	r.mu.Unlock()
}
