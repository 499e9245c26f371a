package quiet

import "sync"

// A transaction keeps the lock if its callback makes it forget the database.

type db struct {
	mu sync.RWMutex
	n  int
}

type tx struct{ db *db }

type problem string

func (p problem) Error() string { return string(p) }

var errShut, errDone error = problem("closed"), problem("done")

//proof:by forgets
func (t *tx) lock() { t.db.mu.Lock() }

//proof:by forgets
func (t *tx) unlock() { t.db.mu.Unlock() }

//proof:by forgets
func (d *db) begin() (*tx, error) {
	t := &tx{db: d}
	t.lock()
	if d.n < 0 {
		t.unlock()
		return nil, errShut
	}
	return t, nil
}

//proof:by forgets
func (t *tx) commit() error {
	if t.db == nil {
		return errDone
	}
	t.unlock()
	return nil
}

//proof:by forgets
func (d *db) update(f func(*tx)) error {
	t, err := d.begin()
	if err != nil {
		return err
	}
	f(t)
	return t.commit()
}

//proof:ok
func forgets() {
	d := new(db)
	if err := d.update(func(t *tx) { t.db = nil }); err != errDone {
		panic(err)
	}
	d.mu.Unlock()
	if err := d.update(func(t *tx) { t.db = nil }); err != errDone {
		panic(err)
	}
	d.mu.Unlock()
}
