// Package a appends behind the elements that make gave a slice.
package a

import (
	"maps"
	"slices"
	"strconv"
)

func numbers() []int { return []int{1, 2, 3} }

// row: SL06
//
//proof:observe
func texts() bool {
	list := numbers()
	texts := make([]string, len(list)) // want `texts begins with the zero elements that make gives it, and append at line \d+ adds behind them; make it with length 0 and this capacity`
	for _, n := range list {
		texts = append(texts, strconv.Itoa(n))
	}
	return texts[0] == ""
}

// row: SL06
//
//proof:observe
func ints() bool {
	list := numbers()
	doubled := make([]int, len(list)) // want `doubled begins with`
	for _, n := range list {
		doubled = append(doubled, 2*n)
	}
	return slices.Contains(doubled, 0)
}

//proof:observe
func counted() bool {
	n := len(numbers())
	squares := make([]int, n) // want `squares begins with`
	for i := 1; i <= n; i++ {
		squares = append(squares, i*i)
	}
	return squares[0] == 0
}

//proof:observe
func ranged() bool {
	n := len(numbers())
	squares := make([]float64, n) // want `squares begins with`
	for i := range n {
		squares = append(squares, float64(i+1))
	}
	return squares[0] == 0
}

//proof:observe
func withCapacity() bool {
	m := map[string]int{"a": 1, "b": 2}
	keys := make([]string, len(m), 2*len(m)) // want `keys begins with`
	for k := range m {
		keys = append(keys, k)
	}
	return len(keys) > len(m)
}

//proof:observe
func constant() bool {
	names := make([]*int, 8) // want `names begins with`
	for _, n := range numbers() {
		names = append(names, &n)
	}
	return names[0] == nil
}

//proof:observe
func conditional() bool {
	list := numbers()
	var odd = make([]any, len(list)) // want `odd begins with`
	for _, n := range list {
		if n%2 == 0 {
			continue
		}
		odd = append(odd, n)
	}
	for _, o := range odd {
		if o == nil {
			return true
		}
	}
	return false
}

type pair struct {
	key   string
	value int
}

type table struct{ m map[string]int }

//proof:by runMethod
func (t *table) pairs() []pair {
	pairs := make([]pair, len(t.m)) // want `pairs begins with`
	for k, v := range t.m {
		pairs = append(pairs, pair{k, v})
	}
	slices.SortFunc(pairs, func(a, b pair) int { return a.value - b.value })
	return pairs
}

//proof:observe
func runMethod() bool { return (&table{map[string]int{"a": 1}}).pairs()[0].key == "" }

//proof:observe
func closure() bool {
	texts := func(list []int) []string {
		texts := make([]string, len(list)) // want `texts begins with`
		for _, n := range list {
			texts = append(texts, strconv.Itoa(n))
		}
		return texts
	}
	return texts(numbers())[0] == ""
}

type names = []string

//proof:observe
func aliased() bool {
	m := map[string]bool{"a": true}
	list := make(names, len(m)) // want `list begins with`
	for k := range m {
		list = append(list, k)
	}
	return list[0] == ""
}

//proof:observe
func iterator() bool {
	m := map[string]bool{"a": true}
	list := make([]string, len(m)) // want `list begins with`
	for _, k := range slices.Sorted(maps.Keys(m)) {
		list = append(list, k)
	}
	return list[0] == ""
}

// Both are appended whole.
//
//proof:observe
func joined() bool {
	a, b := []byte("ab"), []byte("cd")
	out := make([]byte, len(a)+len(b)) // want `out begins with the zero elements`
	out = append(out, a...)
	out = append(out, b...)
	return out[0] == 0
}
