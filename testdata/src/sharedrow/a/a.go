// Package a makes lists of one object.
package a

import "slices"

// row: SL40
//
//proof:observe
//proof:instead rows = append(rows, row) => rows = append(rows, slices.Clone(row))
func appended() bool {
	row := make([]int, 2)
	var rows [][]int
	for y := range 3 {
		row[0] = y
		rows = append(rows, row) // want `every round puts the same row into rows, and line 14 writes to it: all of them show what the last round wrote; make it inside of the loop`
	}
	return rows[0][0] == 2
}

// row: SL40
//
//proof:observe
//proof:instead grid[y] = row => grid[y] = slices.Clone(row)
func indexed() bool {
	grid := make([][]int, 3)
	row := make([]int, 2)
	for y := 0; y < len(grid); y++ {
		for x := range row {
			row[x] = x + y
		}
		grid[y] = row // want `every round puts the same row into grid`
	}
	return grid[0][0] == 2
}

//proof:observe
//proof:instead list = append(list, fields) => list = append(list, map[string]int{"n": n})
func maps() bool {
	fields := make(map[string]int)
	var list []map[string]int
	for n := range 3 {
		fields["n"] = n
		list = append(list, fields) // want `every round puts the same fields into list`
	}
	return list[0]["n"] == 2
}

type item struct {
	id   int
	name string
}

//proof:observe
//proof:instead items = append(items, it) => c := *it; items = append(items, &c)
func pointers() bool {
	it := &item{}
	var items []*item
	for id := range 3 {
		it.id = id
		items = append(items, it) // want `every round puts the same it into items`
	}
	return items[0].id == 2
}

func scan(id int, to *int) { *to = id }

//proof:observe
//proof:instead items = append(items, &it) => c := it; items = append(items, &c)
func address() bool {
	var it item
	var items []*item
	for id := range 3 {
		scan(id, &it.id)
		items = append(items, &it) // want `every round puts the same it into items`
	}
	return items[0].id == 2
}

// Cutting it to length 0 keeps the array.
//
//proof:observe
//proof:instead parts = append(parts, buf) => parts = append(parts, slices.Clone(buf))
func cut() bool {
	buf := make([]byte, 1, 8)
	var parts [][]byte
	for i := range 3 {
		buf[0] = byte('a' + i)
		copy(buf, string(buf))
		parts = append(parts, buf) // want `every round puts the same buf into parts`
	}
	return string(parts[0]) == "c"
}

type rows = [][]int

//proof:observe
//proof:instead out = append(out, row) => out = append(out, slices.Clone(row))
func inLiteral() bool {
	build := func(n int) (out rows) {
		row := make([]int, 1)
		for i := range n {
			row[0]++
			_ = i
			out = append(out, row) // want `every round puts the same row into out`
		}
		return out
	}
	return build(2)[0][0] == 2
}

//proof:observe
//proof:instead byName[name] = one => c := *one; byName[name] = &c
func mapElements() bool {
	byName := make(map[string]*item)
	one := new(item)
	for name := range slices.Values([]string{"a", "b"}) {
		one.name = name
		byName[name] = one // want `every round puts the same one into byName`
	}
	return byName["a"].name == "b"
}

// row: SL41
//
//proof:observe
//proof:instead make([]int, 2) => nil
func repeated() bool {
	grid := slices.Repeat([][]int{make([]int, 2)}, 3) // want `slices.Repeat copies the reference: all elements are the one slice made here, and a change of one shows in all; make each in a loop`
	for _, row := range grid {
		if row != nil {
			row[0]++
		}
	}
	return grid[0] != nil && grid[0][0] == 3
}

// row: SL41
//
//proof:observe
//proof:instead &item{} => nil
func repeatedPointers() bool {
	items := slices.Repeat([]*item{&item{}}, 2) // want `all elements are the one variable made here`
	return items[0] != nil && items[0] == items[1]
}
