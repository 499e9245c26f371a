package a

//proof:by addedInLoop
//proof:instead list = append(list, v) => list[0] = v
func addAll(list []int, values []int) {
	for _, v := range values {
		if v > 0 {
			list = append(list, v) // want `the caller's slice stays as long as it was: list is a copy of its pointer and length, and nothing but append uses it; return list, or take a pointer to it`
		}
	}
}

// row: SL05
//
//proof:observe
func addedInLoop() bool {
	list := []int{0}
	addAll(list, []int{1, 2})
	return list[len(list)-1] == 0
}

type node struct {
	name     string
	children []*node
}

//proof:by addedByRecursion
//proof:instead names = append(names, n.name) => names[0] = n.name
func (n *node) collect(names []string) {
	names = append(names, n.name) // want `nothing but append and collect itself uses it`
	for _, c := range n.children {
		c.collect(names)
	}
}

// row: SL05
//
//proof:observe
func addedByRecursion() bool {
	names := []string{""}
	(&node{name: "a", children: []*node{{name: "b"}}}).collect(names)
	return names[len(names)-1] == ""
}
