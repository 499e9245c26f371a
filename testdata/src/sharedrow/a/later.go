package a

type board struct {
	cells [][]rune
	marks []map[int]bool
}

// row: SL40
//
//proof:by boards
func newBoard(w, h int) *board {
	row := make([]rune, w)
	for i := range row {
		row[i] = '.'
	}
	b := &board{cells: make([][]rune, h)}
	for y := range b.cells {
		b.cells[y] = row // want `every round puts the same row into b.cells, and line \d+ sets an element of one of them: it shows in all; make it inside of the loop`
	}
	none := map[int]bool{}
	for range h {
		b.marks = append(b.marks, none) // want `every round puts the same none into b.marks, and line \d+ sets an element of one of them`
	}
	return b
}

func (b *board) set(x, y int, r rune) {
	b.cells[y][x] = r
	b.marks[y][x] = true
}

//proof:observe
//proof:instead b.cells[y] = row => b.cells[y] = append([]rune(nil), row...)
func boards() bool {
	b := newBoard(2, 2)
	b.set(0, 0, 'x')
	return b.cells[1][0] == 'x'
}

//proof:observe
//proof:instead empty) => make([]int, 2))
func filledLater() bool {
	empty := make([]int, 2)
	var grid [][]int
	for range 3 {
		grid = append(grid, empty) // want `every round puts the same empty into grid, and line \d+ sets an element of one of them`
	}
	_ = empty
	grid[0][1] = 7
	return grid[2][1] == 7
}

//proof:observe
//proof:instead ) = blank => ) = make([]int, 2)
func inParens() bool {
	blank := make([]int, 2)
	grid := make([][]int, 3)
	for y := range grid {
		(grid[y]) = blank // want `every round puts the same blank into grid`
	}
	_ = blank
	grid[0][1] = 7
	return grid[2][1] == 7
}
