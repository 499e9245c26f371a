package quiet

import "sync"

// A transaction keeps the lock if its callback makes it forget the database.

type db struct {
	mu sync.RWMutex
	n  int
}

type tx struct{ db *db }

//proof:by forgets
func (t *tx) lock() { t.db.mu.Lock() }

//proof:by forgets
func (t *tx) unlock() { t.db.mu.Unlock() }

//proof:by forgets
func (d *db) begin() *tx {
	t := &tx{db: d}
	t.lock()
	return t
}

//proof:by forgets
func (t *tx) commit() bool {
	if t.db == nil {
		return false
	}
	t.unlock()
	return true
}

//proof:by forgets
func (d *db) update(f func(*tx)) bool {
	t := d.begin()
	f(t)
	return t.commit()
}

//proof:ok
func forgets() {
	d := new(db)
	d.update(func(t *tx) { t.db = nil })
	d.mu.Unlock()
	d.update(func(t *tx) { t.db = nil })
	d.mu.Unlock()
}
