package quiet

import (
	"slices"
	"sync"
)

// The method is taken as a value, and called with the lock held.

type Order interface{ Sorted() []int }

type orders struct {
	mu    sync.Mutex
	ranks map[int]int
	list  []int
}

//proof:by sortsByValue
func NewOrder(list ...int) Order { return &orders{list: list, ranks: make(map[int]int)} }

//proof:by sortsByValue
func (o *orders) SetRank(n, rank int) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.ranks[n] = rank
}

//proof:by sortsByValue
func (o *orders) Rank(n int) int {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.ranks[n]
}

//proof:by sortsByValue
func (o *orders) Sorted() []int {
	o.mu.Lock()
	defer o.mu.Unlock()
	slices.SortFunc(o.list, o.compare)
	return slices.Clone(o.list)
}

//proof:by sortsByValue
func (o *orders) compare(a, b int) int { return o.ranks[a] - o.ranks[b] }

//proof:ok
func sortsByValue() {
	o := NewOrder(1, 2)
	o.(*orders).SetRank(1, 2)
	if o.Sorted()[0] != 2 || o.(*orders).Rank(1) != 2 {
		panic("wrong")
	}
}
