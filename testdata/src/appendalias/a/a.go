// Package a appends to one slice twice.
package a

import "slices"

// base has room for more.
func base() []int { return append(make([]int, 0, 8), 1, 2) }

func numbers() []int { return []int{3, 4, 5} }

// row: SL01
//
//proof:observe
func two() bool {
	b := base()
	x := append(b, 3)
	y := append(b, 4) // want `if b has room this overwrites what the append at line \d+ added, and that result is in use: the two share an array; append to slices.Clip\(b\)`
	return x[2] == y[2]
}

//proof:by runParameter
func parameter(args []string) ([]string, []string) {
	build := append(args, "build")
	test := append(args, "test") // want `if args has room`
	return build, test
}

// row: SL01
//
//proof:observe
func runParameter() bool {
	build, test := parameter(append(make([]string, 0, 4), "-v"))
	return build[1] == test[1]
}

// row: SL02
//
//proof:observe
func eachIteration() bool {
	path := base()
	var all [][]int
	for _, n := range numbers() {
		all = append(all, append(path, n)) // want `if path has room each iteration overwrites what the one before added, and that is kept at line \d+`
	}
	return all[0][2] == all[2][2]
}

type job struct{ args []int }

//proof:observe
func inStructs() bool {
	path := base()
	jobs := make([]job, 0, 3)
	for _, n := range numbers() {
		jobs = append(jobs, job{args: append(path, n)}) // want `each iteration overwrites`
	}
	return jobs[0].args[2] == jobs[1].args[2]
}

//proof:observe
func inMap() bool {
	path := base()
	m := make(map[int][]int)
	for _, n := range numbers() {
		m[n] = append(path, n) // want `each iteration overwrites`
	}
	return m[3][2] == m[4][2]
}

//proof:observe
func elements() bool {
	path := base()
	rows := make([][]int, len(numbers()))
	for i, n := range numbers() {
		rows[i] = append(path, n) // want `each iteration overwrites`
	}
	return rows[0][2] == rows[1][2]
}

//proof:observe
func sent() bool {
	path := base()
	ch := make(chan []int, 3)
	for _, n := range numbers() {
		ch <- append(path, n) // want `each iteration overwrites`
	}
	return (<-ch)[2] == (<-ch)[2]
}

//proof:by runKeeps
type tree struct{ paths [][]int }

//proof:by runKeeps
func (t *tree) add(path []int) { t.paths = append(t.paths, path) }

//proof:by runKeeps
func (t *tree) walk(path []int) {
	for _, n := range numbers() {
		t.add(append(path, n)) // want `each iteration overwrites`
	}
}

//proof:observe
func runKeeps() bool {
	t := new(tree)
	t.walk(base())
	return t.paths[0][2] == t.paths[1][2]
}

//proof:by runRecursive
func (t *tree) recursive(path []int, depth int) {
	if depth == 0 {
		t.paths = append(t.paths, path)
		return
	}
	for _, n := range numbers() {
		t.recursive(append(path, n), depth-1) // want `each iteration overwrites`
	}
}

//proof:observe
func runRecursive() bool {
	t := new(tree)
	t.recursive(base(), 1)
	return t.paths[0][2] == t.paths[1][2]
}

//proof:observe
func inLiteral() bool {
	f := func(b []int) ([]int, []int) {
		x := append(b, 3)
		y := append(b, 4) // want `if b has room`
		return x, y
	}
	x, y := f(base())
	return x[2] == y[2]
}

type list = []int

//proof:observe
func aliased() bool {
	var b list = base()
	x := append(b, numbers()...)
	y := append(b, 9) // want `if b has room`
	return x[2] == y[2]
}

//proof:observe
func iterator() bool {
	for b := range slices.Values([][]int{base()}) {
		x := append(b, 3)
		y := append(b, 4) // want `if b has room`
		return x[2] == y[2]
	}
	return false
}

//proof:observe
func newObjects() bool {
	path := base()
	var jobs []*job
	for _, n := range numbers() {
		j := new(job)
		j.args = append(path, n) // want `each iteration overwrites`
		jobs = append(jobs, j)
	}
	return jobs[0].args[2] == jobs[1].args[2]
}

//proof:observe
func eachObject() bool {
	path := base()
	jobs := []*job{{}, {}}
	for i, j := range jobs {
		j.args = append(path, i) // want `each iteration overwrites`
	}
	return jobs[0].args[2] == jobs[1].args[2]
}

type command struct{ base []string }

func newCommand(args ...string) *command {
	c := &command{base: make([]string, 0, 8)}
	c.base = append(c.base, "-v")
	c.base = append(c.base, args...)
	return c
}

// The field is read anew for each append.
//
//proof:by runPlan
func (c *command) plan() ([]string, []string) {
	up := append(c.base, "up")
	down := append(c.base, "down") // want `if c.base has room this overwrites what the append at line \d+ added`
	return up, down
}

//proof:observe
//proof:instead append(c.base, "down") => append(c.base[:len(c.base):len(c.base)], "down")
func runPlan() bool {
	up, down := newCommand("-q").plan()
	return up[2] == down[2]
}
