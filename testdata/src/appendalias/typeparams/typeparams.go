// Package typeparams appends in generic functions.
package typeparams

//proof:by runEach
func each[S ~[]E, E any](path S, list []E) []S {
	var all []S
	for _, v := range list {
		all = append(all, append(path, v)) // want `each iteration overwrites`
	}
	return all
}

//proof:observe
func runEach() bool {
	all := each(make([]int, 1, 2), []int{1, 2})
	return all[0][1] == all[1][1]
}

func clipped[S ~[]E, E any](path S, list []E) []S {
	var all []S
	for _, v := range list {
		all = append(all, append(path[:len(path):len(path)], v))
	}
	return all
}

//proof:ok
func runClipped() {
	all := clipped(make([]int, 1, 2), []int{1, 2})
	if all[0][1] == all[1][1] {
		panic("overwritten")
	}
}

type list[E any] struct{ all []E }

//proof:by runDerived
//proof:instead append(l.all, => append(l.all[:len(l.all):len(l.all)],
func (l list[E]) With(v E) list[E] {
	l.all = append(l.all, v) // want `two calls of With on one value`
	return l
}

//proof:observe
func runDerived() bool {
	root := list[int]{make([]int, 1, 2)}
	a, b := root.With(1), root.With(2)
	return a.all[1] == b.all[1]
}
