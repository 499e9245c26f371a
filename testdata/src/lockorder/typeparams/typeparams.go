package typeparams

import (
	"sync"
	"time"
)

type table[K comparable] struct {
	mu   sync.Mutex
	rows map[K]*row[K]
}

type row[K comparable] struct {
	mu sync.Mutex
	in *table[K]
}

//proof:by both
func (t *table[K]) get(k K) {
	t.mu.Lock()
	defer t.mu.Unlock()
	time.Sleep(20 * time.Millisecond)
	t.rows[k].touch() // want `row.mu is taken here with table.mu held`
}

//proof:by both
func (r *row[K]) touch() {
	r.mu.Lock() //proof:at
	r.mu.Unlock()
}

//proof:by both
func (r *row[K]) drop(k K) {
	r.mu.Lock()
	defer r.mu.Unlock()
	time.Sleep(20 * time.Millisecond)
	r.in.mu.Lock() //proof:at
	delete(r.in.rows, k)
	r.in.mu.Unlock()
}

//proof:leak
func both() {
	t := &table[int]{rows: make(map[int]*row[int])}
	r := &row[int]{in: t}
	t.rows[1] = r
	go t.get(1)
	go r.drop(1)
}
