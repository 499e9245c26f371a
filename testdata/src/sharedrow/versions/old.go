//go:build go1.21

// Package versions has loops of Go 1.21, whose variables are one for all rounds.
package versions

type item struct{ id int }

// row: G28
//
//proof:none the fixtures run with the loops of today's Go
func addresses(items []item) (list []*item) {
	for _, it := range items {
		list = append(list, &it) // want `before Go 1.22 all rounds share one it: each element of list refers to it and shows the last round's; copy it in the loop: it := it`
	}
	return list
}

//proof:none the fixtures run with the loops of today's Go
func byKey(items []item) map[int]*item {
	m := make(map[int]*item)
	for i, it := range items {
		m[i] = &it // want `before Go 1.22 all rounds share one it`
	}
	return m
}

//proof:none the fixtures run with the loops of today's Go
func literals() (list []func() int) {
	for i := 0; i < 3; i++ {
		list = append(list, func() int { return i }) // want `before Go 1.22 all rounds share one i`
	}
	return list
}

//proof:none the fixtures run with the loops of today's Go
func copied(items []item) (list []*item) {
	for _, it := range items {
		it := it
		list = append(list, &it)
	}
	for i := range items {
		list = append(list, &items[i])
	}
	for _, it := range items {
		if it.id == 1 {
			list = append(list, &it)
			break
		}
	}
	for _, it := range items {
		list = append(list, &it)
		return list
	}
	return list
}
