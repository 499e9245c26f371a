//go:build go1.22

package versions

// Each round has a variable of its own.
//
//proof:ok
func today() {
	var list []*item
	var funcs []func() int
	for _, it := range []item{{1}, {2}} {
		list = append(list, &it)
		funcs = append(funcs, func() int { return it.id })
	}
	if list[0].id != 1 || funcs[0]() != 1 {
		panic("shared")
	}
}
