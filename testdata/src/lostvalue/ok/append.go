package ok

func addAll(list []int, values []int) []int {
	for _, v := range values {
		list = append(list, v, v)
	}
	return list
}

//proof:ok
func returned() {
	if n := len(addAll(nil, []int{1})); n != 2 {
		panic(n)
	}
}

func addTo(list *[]int, values []int) {
	for _, v := range values {
		*list = append(*list, v, v)
	}
}

//proof:ok
func byPointer() {
	var list []int
	if addTo(&list, []int{1}); len(list) != 2 {
		panic(len(list))
	}
}

func sum(list []int, values []int) (n int) {
	for _, v := range values {
		list = append(list, v, v)
	}
	for _, v := range list {
		n += v
	}
	return n
}

// It is used by the function itself.
//
//proof:ok
func usedInside() {
	if n := sum([]int{1}, []int{2}); n != 5 {
		panic(n)
	}
}

func fill(buf []byte, text string) {
	for i := range len(text) {
		buf = append(buf, text[i])
	}
}

// The caller looks at its array behind the end.
//
//proof:ok
func intoRoom() {
	buf := make([]byte, 8)
	fill(buf[:0], "abc")
	if string(buf[:3]) != "abc" {
		panic(string(buf))
	}
}

func each(path []string, names []string, f func([]string)) {
	for _, n := range names {
		path = append(path, n)
		f(path)
	}
}

//proof:ok
func handedOn() {
	n := 0
	each(nil, []string{"a", "b"}, func(p []string) { n += len(p) })
	if n != 3 {
		panic(n)
	}
}

func later(list []int, values []int) func() int {
	for _, v := range values {
		list = append(list, v, v)
	}
	return func() int { return len(list) }
}

//proof:ok
func capturedSlice() {
	if n := later(nil, []int{1})(); n != 2 {
		panic(n)
	}
}

func limited(list []int, values []int) (n int) {
	for _, v := range values {
		list = append(list, v, v)
		if len(list) > 3 {
			n++
		}
	}
	return n
}

//proof:ok
func counted() {
	if n := limited(nil, []int{1, 2}); n != 1 {
		panic(n)
	}
}

type tree struct{ left, right *tree }

func (t *tree) paths(path []*tree) (n int) {
	if t == nil {
		return len(path)
	}
	path = append(path, t)
	return t.left.paths(path) + t.right.paths(path)
}

// The recursion ends in somebody who looks at it.
//
//proof:ok
func recursive() {
	if n := (&tree{left: &tree{}}).paths(nil); n != 5 {
		panic(n)
	}
}

func local(values []int) {
	var list []int
	for _, v := range values {
		list = append(list, v, v)
	}
	if len(list) != 2 {
		panic(list)
	}
}

//proof:ok
func notOfCaller() { local([]int{1}) }
