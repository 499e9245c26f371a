// Package ok makes lists of objects of their own, or shares one on purpose.
package ok

import "slices"

type item struct {
	id   int
	next *item
}

func check(ok bool) {
	if !ok {
		panic("shared")
	}
}

//proof:ok
func inside() {
	var rows [][]int
	for y := range 3 {
		row := make([]int, 2)
		row[0] = y
		rows = append(rows, row)
	}
	check(rows[0][0] == 0)
}

//proof:ok
func cloned() {
	row := make([]int, 2)
	var rows [][]int
	for y := range 3 {
		row[0] = y
		rows = append(rows, slices.Clone(row))
	}
	check(rows[0][0] == 0)
}

// It gets another object.
//
//proof:ok
func replaced() {
	row := make([]int, 2)
	var rows [][]int
	for y := range 3 {
		row[0] = y
		rows = append(rows, row)
		row = make([]int, 2)
	}
	it := &item{}
	var items []*item
	for id := range 3 {
		it.id = id
		items = append(items, it)
		it = &item{next: it}
	}
	check(rows[0][0] == 0 && items[0].id == 0)
}

// Nobody writes to it.
//
//proof:ok
func constant() {
	zero := make([]int, 2)
	var rows [][]int
	for range 3 {
		rows = append(rows, zero)
	}
	check(len(rows) == 3)
}

// A value is copied.
//
//proof:ok
func values() {
	var it item
	var items []item
	var arrays [][2]int
	var a [2]int
	for id := range 3 {
		it.id, a[0] = id, id
		items = append(items, it)
		arrays = append(arrays, a)
	}
	check(items[0].id == 0 && arrays[0][0] == 0)
}

// The elements are copied.
//
//proof:ok
func spread() {
	row := make([]int, 1)
	var all []int
	for y := range 3 {
		row[0] = y
		all = append(all, row...)
	}
	check(all[0] == 0)
}

func send(list [][]int) int { return len(list) }

// The list is used and emptied in each round.
//
//proof:ok
func batches() {
	row := make([]int, 1)
	var batch [][]int
	n := 0
	for y := range 3 {
		row[0] = y
		batch = append(batch, row)
		n += send(batch)
		batch = batch[:0]
	}
	check(n == 3)
}

// There is one round with an object.
//
//proof:ok
func search() {
	it := &item{}
	var items []*item
	for id := range 3 {
		if id < 2 {
			continue
		}
		it.id = id
		items = append(items, it)
		break
	}
	check(len(items) == 1)
}

// Under a condition it may be put there once.
//
//proof:ok
func first() {
	it := &item{}
	var items []*item
	for id := range 3 {
		if id == 0 {
			items = append(items, it)
		}
		it.id = id
	}
	check(len(items) == 1)
}

// The same place each time.
//
//proof:ok
func place() {
	m := make(map[string][]int)
	row := make([]int, 1)
	for y := range 3 {
		row[0] = y
		m["last"] = row
	}
	check(m["last"][0] == 2)
}

// What it points to is written, not what it is.
//
//proof:ok
func behind() {
	it := &item{next: &item{}}
	var items []*item
	for id := range 3 {
		it.next.id = id
		items = append(items, it)
	}
	check(items[0].next.id == 2)
}

// A function literal may have it too.
//
//proof:ok
func captured() {
	row := make([]int, 1)
	var rows [][]int
	fresh := func() { row = make([]int, 1) }
	for y := range 3 {
		fresh()
		row[0] = y
		rows = append(rows, row)
		func() { row = nil }()
	}
	check(rows[0][0] == 0)
}

//proof:ok
func repeats() {
	check(len(slices.Repeat([]int{1, 2}, 3)) == 6)
	check(slices.Repeat([][]int{nil}, 2)[1] == nil)
	check(len(slices.Repeat([][]int{make([]int, 2)}, 1)) == 1)
	one := &item{}
	check(slices.Repeat([]*item{one}, 2)[1] == one)
}

// The loop keeps the address in two lists, and writes to neither of the elements.
//
//proof:ok
func inTwoLists() {
	prev, cur := make([]*item, 3), make([]*item, 3)
	var zero item
	for i := range prev {
		prev[i] = &zero
		cur[i] = &zero
	}
	check(prev[0] == cur[2] && cur[0].id == 0)
}
