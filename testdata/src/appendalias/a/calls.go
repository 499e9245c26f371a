package a

// A branch whose paths are collected.
type branch struct {
	value       int
	left, right *branch
	children    []*branch
}

//proof:by pathsOfTwo
func (t *branch) paths(path []int, out *[][]int) {
	if t == nil {
		return
	}
	path = append(path, t.value)
	if t.left == nil && t.right == nil {
		*out = append(*out, path)
		return
	}
	t.left.paths(path, out)
	t.right.paths(path, out) // want `if path has room, what this call appends to it overwrites what the call at line \d+ appended and kept: all share an array; keep a slices.Clone there`
}

// row: SL01
//
//proof:observe
//proof:noflip the copy belongs where the path is kept
func pathsOfTwo() bool {
	var all [][]int
	leaves := &branch{value: 3, left: &branch{value: 4}, right: &branch{value: 5}}
	(&branch{value: 1, left: &branch{value: 2, left: leaves}}).paths(nil, &all)
	return all[0][3] == 5
}

//proof:by pathsOfMany
func walk(t *branch, path []int, visit func([]int), all *[][]int) {
	path = append(path, t.value)
	if len(t.children) == 0 {
		*all = append(*all, path)
	}
	for _, c := range t.children {
		walk(c, path, visit, all) // want `if path has room, what this call appends to it overwrites what the iteration before appended and kept`
	}
}

//proof:observe
//proof:noflip the copy belongs where the path is kept
func pathsOfMany() bool {
	var all [][]int
	last := &branch{value: 3, children: []*branch{{value: 4}, {value: 5}}}
	walk(&branch{value: 1, children: []*branch{{value: 2, children: []*branch{last}}}}, nil, nil, &all)
	return all[0][3] == all[1][3]
}

// A literal that calls itself.
//
//proof:observe
//proof:instead append(path, numbers[j]) => append(path[:len(path):len(path)], numbers[j])
func subsets() bool {
	numbers := []int{1, 2, 3, 4, 5}
	var all [][]int
	var search func(i int, path []int)
	search = func(i int, path []int) {
		all = append(all, path)
		for j := i; j < len(numbers); j++ {
			search(j+1, append(path, numbers[j])) // want `if path has room each iteration overwrites what the one before added, and that is kept`
		}
	}
	search(0, nil)
	seen := make(map[[5]int]bool)
	for _, s := range all {
		var key [5]int
		copy(key[:], s)
		if seen[key] {
			return true
		}
		seen[key] = true
	}
	return false
}

type query struct{ where []string }

//proof:by queries
func (q *query) children(names []string) []*query {
	var list []*query
	for _, name := range names {
		list = append(list, &query{where: append(q.where, name)}) // want `if q.where has room each iteration overwrites`
	}
	return list
}

//proof:observe
//proof:noflip it is read anew in each iteration
func queries() bool {
	q := &query{where: make([]string, 1, 4)}
	list := q.children([]string{"a", "b"})
	return list[0].where[1] == "b"
}
