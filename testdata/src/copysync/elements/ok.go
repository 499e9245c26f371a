package elements

import (
	"slices"
	"sync/atomic"
)

//proof:ok
func sentFresh() {
	ch := make(chan conn, 4)
	var c conn
	c.id = 1
	ch <- c // nothing can have locked it
	ch <- conn{id: 2}
	ch <- newPool().byValue()
	p := &conn{id: 3}
	p.id++
	ch <- *p
}

func (p *pool) byValue() conn { return conn{id: len(p.conns)} }

//proof:ok
func sentPointers() {
	ch := make(chan *conn, 1)
	c := new(conn)
	c.mu.Lock()
	ch <- c
	c.mu.Unlock()
}

//proof:ok
func removed() {
	p := newPool()
	p.conns = append(p.conns[:0], p.conns[1:]...) // elements move within the slice
	p.conns = slices.Delete(p.conns, 0, 1)
	p.conns = append(p.conns, conn{id: 9})
}

//proof:ok
func shifted() {
	p := newPool()
	copy(p.conns[0:], p.conns[1:])
	p.conns = p.conns[:1]
}

//proof:ok
func grown() {
	p := newPool()
	bigger := make([]conn, len(p.conns), 8)
	copy(bigger, p.conns) // a move: the old ones are given up
	p.conns = bigger
	p.conns = append([]conn(nil), p.conns...)
	p.conns = slices.Clone(p.conns)
}

//proof:ok
func built() {
	var conns []conn
	for i := range 3 {
		conns = append(conns, conn{id: i})
	}
	conns[0].id++
	all := append([]conn{{id: 7}}, conns...) // not used yet
	all[0].mu.Lock()
}

//proof:ok
func made() {
	counts := make([]atomic.Int64, 2)
	table := [][]atomic.Int64{slices.Clone(counts)}
	table[0][0].Add(1)
}

//proof:ok
func otherElements() {
	ps := []*conn{new(conn)}
	qs := slices.Clone(ps)
	qs[0].mu.Lock()
	copy(make([]int, 2), []int{1, 2})
	_ = append([]byte(nil), "text"...)
}

type myslices struct{}

func (myslices) Clone(xs []conn) []conn { return xs } // of the same name

//proof:ok
func sameName() {
	p := newPool()
	var slices myslices
	p.conns[0].mu.Lock()
	slices.Clone(p.conns)
}
