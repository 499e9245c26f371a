package ok

import "slices"

type board struct {
	cells  [][]rune
	shared [][]rune
	rows   [][]int
}

// Each element gets a row of its own, or one that is copied before it is changed.
//
//proof:by boards
func newBoard(w, h int) *board {
	empty := make([]rune, w)
	b := &board{cells: make([][]rune, h), shared: make([][]rune, h)}
	for y := range b.cells {
		row := make([]rune, w)
		b.cells[y] = row
	}
	for y := range b.shared {
		b.shared[y] = empty
	}
	for y := range h {
		b.rows = append(b.rows, nil)
		b.rows[y] = []int{y}
		b.rows[y][0]++
	}
	return b
}

func (b *board) set(x, y int, r rune) {
	b.cells[y][x] = r
	b.shared[y] = slices.Clone(b.shared[y])
	b.shared[y][x] = r
}

//proof:ok
func boards() {
	b := newBoard(2, 2)
	b.set(0, 0, 'x')
	if b.shared[1][0] == 'x' {
		panic("shared")
	}
}

// Nobody changes an element of these.
//
//proof:ok
func zeros() {
	zero := make([]int, 2)
	var grid [][]int
	for range 3 {
		grid = append(grid, zero)
	}
	sum := 0
	for _, row := range grid {
		sum += row[0]
	}
	_ = sum
}

// A new row for each round, by another assignment.
//
//proof:ok
func nextRow() {
	row := make([]int, 1)
	grid := make([][]int, 3)
	for y := range grid {
		grid[y] = row
		row = make([]int, 1)
	}
	grid[0][0] = 1
	if grid[1][0] == 1 {
		panic("shared")
	}
}

// One round has one list.
//
//proof:ok
func listOfRound() {
	row := make([]int, 1)
	for range 3 {
		var list [][]int
		list = append(list, row)
		list[0][0] = 1
	}
}
