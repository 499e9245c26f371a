package quiet

import (
	"errors"
	"sync"
)

// A file is locked for the writer that it makes, which unlocks it at its end.
type file struct {
	write sync.Mutex
	meta  sync.Mutex
	open  bool
}

type writer struct{ f *file }

var errNotOpen = errors.New("not open")

// begin unlocks meta in a deferred call: what it returns is known all the same.
func (f *file) begin() (*writer, error) {
	f.write.Lock()
	f.meta.Lock()
	defer f.meta.Unlock()
	if !f.open {
		f.write.Unlock()
		return nil, errNotOpen
	}
	return &writer{f}, nil
}

func (w *writer) end() { w.f.write.Unlock() }

func (f *file) update(change func(*writer) error) error {
	w, err := f.begin()
	if err != nil {
		return err
	}
	defer w.end()
	return change(w)
}

//proof:ok
func writerUnlocks() {
	f := &file{open: true}
	for range 2 {
		if err := f.update(func(*writer) error { return nil }); err != nil {
			panic(err)
		}
	}
	f.open = false
	if err := f.update(nil); err != errNotOpen {
		panic("not locked")
	}
	if !f.write.TryLock() {
		panic("still locked")
	}
}
