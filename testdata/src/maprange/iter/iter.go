// Package iter has loops over the iterators of package maps, which go on in
// the same way as loops over the map itself.
package iter

import (
	"maps"
	"slices"
)

func varies(f func() int) bool {
	first := f()
	for range 2000 {
		if f() != first {
			return true
		}
	}
	return false
}

func names() map[string]int { return map[string]int{"a": 1, "b": 2, "c": 3, "d": 4} }

//proof:observe
//proof:instead maps.All(m) => maps.Clone(m)
func all() bool {
	return varies(func() int {
		m := names()
		for k, v := range maps.All(m) { //proof:at
			if v < 0 {
				continue
			}
			m["x"+k] = v // want `the loop over m of line 27 may or may not visit the entry that is added here`
		}
		return len(m)
	})
}

//proof:observe
//proof:instead maps.Keys(m) => maps.Clone(m)
func keys() bool {
	return varies(func() int {
		m := names()
		for k := range maps.Keys(m) { //proof:at
			m["x"+k] = 1 // want `may or may not visit`
		}
		return len(m)
	})
}

//proof:observe
//proof:instead maps.Values(m) => maps.Values(maps.Clone(m))
func values() bool {
	return varies(func() int {
		m := names()
		for v := range maps.Values(m) { //proof:at
			m["total"] += v // want `before or after it is changed`
		}
		return m["total"]
	})
}

//proof:observe
//proof:instead range m { => range maps.Clone(m) {
func nested() bool {
	return varies(func() int {
		m := names()
		for k := range m { //proof:at
			for s := range slices.Values([]string{"x", "y"}) {
				m[s+k] = 1 // want `may or may not visit`
			}
		}
		return len(m)
	})
}

//proof:ok
func right() {
	m := names()
	for k, v := range maps.All(m) {
		m[k] = v + 1
	}
	for k := range maps.Keys(m) {
		m["x"+k] = 1
		break
	}
	for _, k := range slices.Collect(maps.Keys(m)) {
		m["x"+k] = 1
	}
	for s := range slices.Values([]string{"x", "y"}) {
		m[s] = 1
	}
}
