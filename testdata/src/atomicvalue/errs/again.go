package errs

import (
	"errors"
	"os"
	"sync"
	"sync/atomic"
)

type worker struct {
	last atomic.Value // error
	wg   sync.WaitGroup
}

// It goes on behind the store.
//
//proof:by workers
func (w *worker) run(errs []error) {
	defer w.wg.Done()
	for _, err := range errs {
		if err != nil {
			w.last.Store(err) // want `this Store panics when the error has another type than the last one`
			continue
		}
	}
}

//proof:panic inconsistently typed
func workers() {
	w := &worker{}
	w.wg.Add(1)
	go w.run([]error{errors.New("a"), &os.PathError{}})
	w.wg.Wait()
}
