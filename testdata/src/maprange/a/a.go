// Package a has loops over maps that store under other keys.
package a

import (
	"fmt"
	"maps"
	"path"
)

// varies reports whether the function returns different sizes in many runs.
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

// row: MP13
//
//proof:observe
//proof:instead range m => range maps.Clone(m)
func prefixed() bool {
	return varies(func() int {
		m := names()
		for k, v := range m { //proof:at
			m["old-"+k] = v // want `the loop over m of line 30 may or may not visit the entry that is added here`
		}
		return len(m)
	})
}

//proof:observe
//proof:instead range m => range maps.Clone(m)
func formatted() bool {
	return varies(func() int {
		m := names()
		for k, v := range m { //proof:at
			m[fmt.Sprintf("bright-%s", k)] = v + 8 // want `may or may not visit the entry`
		}
		return len(m)
	})
}

//proof:observe
//proof:instead range sums => range maps.Clone(sums)
func numbers() bool {
	return varies(func() int {
		sums := map[int]bool{0: true}
		for _, x := range []int{3, 5, 7, 11} {
			for s := range sums { //proof:at
				sums[s+x] = true // want `may or may not visit the entry`
			}
		}
		return len(sums)
	})
}

// row: MP13
//
//proof:observe
//proof:instead range dirs => range maps.Clone(dirs)
func parents() bool {
	return varies(func() int {
		dirs := map[string]bool{"a/b/c/d": true, "e/f/g": true}
		for dir := range dirs { //proof:at
			dirs[path.Dir(dir)] = true // want `may or may not visit the entry`
		}
		return len(dirs)
	})
}

//proof:observe
//proof:instead range on => range maps.Clone(on)
func implied() bool {
	next := map[string][]string{"a": {"b"}, "b": {"c"}, "c": {"d"}}
	return varies(func() int {
		on := map[string]bool{"a": true}
		for k := range on { //proof:at
			for _, n := range next[k] {
				on[n] = true // want `may or may not visit the entry`
			}
		}
		return len(on)
	})
}

//proof:observe
//proof:instead range on => range maps.Clone(on)
func impliedOne() bool {
	next := map[string]string{"a": "b", "b": "c", "c": "d"}
	return varies(func() int {
		on := map[string]bool{"a": true}
		for k := range on { //proof:at
			if n, ok := next[k]; ok && !on[n] {
				on[n] = true // want `may or may not visit the entry`
			}
		}
		return len(on)
	})
}

type node struct{ parent *node }

//proof:observe
//proof:instead range seen => range maps.Clone(seen)
func chain() bool {
	var leaf *node
	for range 20 {
		leaf = &node{parent: leaf}
	}
	return varies(func() int {
		seen := map[*node]bool{leaf: true}
		for n := range seen { //proof:at
			if p := n.parent; p != nil {
				seen[p] = true // want `may or may not visit the entry`
			}
		}
		return len(seen)
	})
}

type point struct{ x, y int }

//proof:observe
//proof:instead range wet => range maps.Clone(wet)
func flood() bool {
	return varies(func() int {
		wet := map[point]bool{{0, 0}: true}
		for p := range wet { //proof:at
			wet[point{p.x + 1, p.y}] = true // want `may or may not visit the entry`
		}
		return len(wet)
	})
}

//proof:observe
//proof:instead range m => range maps.Clone(m)
func swapped() bool {
	return varies(func() int {
		m := map[string]string{"a": "b", "b": "c", "c": "d", "d": "e"}
		for k, v := range m { //proof:at
			m[v] = k // want `may or may not visit the entry`
		}
		return len(m)
	})
}

//proof:observe
//proof:instead range m => range maps.Clone(m)
func counter() bool {
	return varies(func() int {
		m := map[int]string{1: "a", 2: "b"}
		for _, v := range m { //proof:at
			m[len(m)+1] = v // want `may or may not visit the entry`
		}
		return len(m)
	})
}

// row: MP13
//
//proof:observe
//proof:instead range m => range maps.Clone(m)
func lostWhenNormal() bool {
	return varies(func() int {
		m := map[string]int{"A": 1, "B": 2, "C": 3}
		for k, v := range m { //proof:at
			m[lower(k)] = v // want `may visit the entry again that is moved here`
			delete(m, k)
		}
		return len(m)
	})
}

func lower(s string) string {
	b := []byte(s)
	for i := range b {
		b[i] |= 0x20
	}
	return string(b)
}

// row: MP13
//
//proof:observe
//proof:instead range m => range maps.Clone(m)
func total() bool {
	return varies(func() int {
		m := names()
		for _, v := range m { //proof:at
			m["total"] += v // want `may see the value of another entry before or after it is changed here`
		}
		return m["total"]
	})
}

//proof:observe
//proof:instead range m => range maps.Clone(m)
func totalOfSome() bool {
	return varies(func() int {
		m := names()
		for _, v := range m { //proof:at
			if v > 1 {
				m["total"] += v // want `before or after it is changed here`
			}
		}
		return m["total"]
	})
}

//proof:observe
//proof:instead range m => range maps.Clone(m)
func upward() bool {
	up := map[string]string{"a": "b", "b": "c", "c": "d"}
	return varies(func() int {
		m := names()
		for k, v := range m { //proof:at
			if p := up[k]; p != "" {
				m[p] += v // want `before or after it is changed here`
			}
		}
		return m["d"]
	})
}

//proof:observe
//proof:instead range edges { => range maps.Clone(edges) {
func bothWays() bool {
	return varies(func() int {
		edges := map[string][]string{"a": {"b"}, "b": {"c"}, "c": {"d"}, "d": nil}
		for from, tos := range edges { //proof:at
			for _, to := range tos {
				edges[to] = append(edges[to], from) // want `before or after it is changed here`
			}
		}
		n := 0
		for _, tos := range edges {
			n += len(tos)
		}
		return n
	})
}

//proof:observe
//proof:instead range m => range maps.Clone(m)
func throughCall() bool {
	return varies(func() int {
		m := names()
		for k := range m { //proof:at
			put(m, "x"+k) // want `the entry that is added by this call \(line \d+\)`
		}
		return len(m)
	})
}

func put(m map[string]int, k string) { m[k] = 1 }

//proof:observe
//proof:instead range s.m => range maps.Clone(s.m)
func throughTwoCalls() bool {
	return varies(func() int {
		s := &set{m: names()}
		for k := range s.m { //proof:at
			s.addTwice(k) // want `added by this call`
		}
		return len(s.m)
	})
}

type set struct{ m map[string]int }

func (s *set) addTwice(k string) { s.add(k + k) }
func (s *set) add(k string)      { s.m[k] = 1 }

//proof:observe
func method() bool {
	return varies(func() int {
		s := &set{m: names()}
		s.grow()
		return len(s.m)
	})
}

//proof:by method
//proof:instead range s.m => range maps.Clone(s.m)
func (s *set) grow() {
	for k, v := range s.m { //proof:at
		s.m["x"+k] = v // want `the loop over s.m of line \d+ may or may not`
	}
}

//proof:observe
//proof:instead range m => range maps.Clone(m)
func closure() bool {
	return varies(func() int {
		m := names()
		add := func(k string) { m[k] = 1 }
		for k := range m { //proof:at
			add("x" + k) // want `added by this call`
		}
		return len(m)
	})
}

//proof:observe
//proof:instead range p.m => range maps.Clone(p.m)
//proof:instead range m => range maps.Clone(m)
func otherName() bool {
	return varies(func() int {
		m := names()
		same := m
		p := &set{m: m}
		for k := range p.m { //proof:at
			q := p
			q.m["x"+k] = 1 // want `may or may not visit the entry`
		}
		for k := range m { //proof:at
			same["y"+k] = 1 // want `may or may not visit the entry`
		}
		return len(m)
	})
}

var global map[string]int

//proof:observe
//proof:instead range global => range maps.Clone(global)
func packageVariable() bool {
	return varies(func() int {
		global = names()
		for k := range global { //proof:at
			addGlobal("x" + k) // want `added by this call`
		}
		return len(global)
	})
}

func addGlobal(k string) { global[k] = 1 }

//proof:observe
//proof:instead range on => range maps.Clone(on)
func copied() bool {
	next := map[string]map[string]int{"a": {"b": 1}, "b": {"c": 1}, "c": {"d": 1}}
	return varies(func() int {
		on := map[string]int{"a": 1}
		for k := range on { //proof:at
			maps.Copy(on, next[k]) // want `may or may not visit the entry`
		}
		return len(on)
	})
}

//proof:observe
//proof:instead range m => range maps.Clone(m)
func leavesSometimes() bool {
	return varies(func() int {
		m := names()
		for k := range m { //proof:at
			m["x"+k] = 1 // want `may or may not visit the entry`
			if len(m) > 50 {
				break
			}
		}
		return len(m)
	})
}
