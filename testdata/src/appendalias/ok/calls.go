package ok

import (
	"slices"
	"strings"
)

// The list is made in each iteration, and used there.
//
//proof:ok
func consumed() {
	path := base()
	for _, n := range numbers() {
		var list [][]int
		list = append(list, append(path, n))
		list = append(list, []int{n})
		check(!(list[0][2] == n))
		m := map[string][]int{"x": append(path, n)}
		check(!(m["x"][2] == n))
		check(!(count(append(path, n)) == 3))
	}
}

func count(s []int) int {
	lists := map[string][]int{}
	lists["a"] = s
	all := [][]int{nil}
	all = append(all, s)
	return len(all[1])
}

type tree struct {
	value       int
	left, right *tree
	children    []*tree
}

// A copy is kept.
//
//proof:by trees
func (t *tree) paths(path []int, out *[][]int) {
	if t == nil {
		return
	}
	path = append(path, t.value)
	if t.left == nil && t.right == nil {
		*out = append(*out, slices.Clone(path))
		return
	}
	t.left.paths(path, out)
	t.right.paths(path, out)
}

// What it keeps is its own list, which ends with it.
//
//proof:by trees
func (t *tree) depth(path []int) int {
	path = append(path, t.value)
	var seen [][]int
	seen = append(seen, path)
	most := len(seen[0])
	for _, c := range t.children {
		most = max(most, c.depth(path))
	}
	return most
}

// Only one of both runs.
//
//proof:by trees
func (t *tree) oneSide(path []int, out *[][]int) {
	path = append(path, t.value)
	*out = append(*out, path)
	if t.left != nil {
		t.left.oneSide(path, out)
	} else if t.right != nil {
		t.right.oneSide(path, out)
	}
}

type query struct{ where []string }

func (q *query) add(name string) { q.where = append(q.where, name) }

// The field gets the longer slice each time.
//
//proof:by trees
func (q *query) grow(names []string) (all [][]string) {
	for _, name := range names {
		all = append(all, append(q.where, name))
		q.add(name)
	}
	for _, name := range names {
		all = append(all, append(q.where, name))
		q.where = nil
	}
	return all
}

//proof:ok
func trees() {
	var all [][]int
	last := &tree{value: 3, left: &tree{value: 4}, right: &tree{value: 5}}
	t := &tree{value: 1, left: &tree{value: 2, left: last}}
	t.paths(nil, &all)
	check(!(all[0][3] == 4 && all[1][3] == 5))
	all = nil
	t.oneSide(nil, &all)
	check(!((&tree{children: []*tree{{}}}).depth(nil) == 2))
	q := new(query)
	check(!(len(q.grow([]string{"a", "b"})) == 4))
}

// What another package has made may have no room.
//
//proof:ok
func foreign() {
	path := strings.Fields("a b")
	x := append(path, "c")
	y := append(path, "d")
	check(x[2] == y[2])
}
