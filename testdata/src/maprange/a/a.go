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

//proof:observe
func prefixed() bool {
	return varies(func() int {
		m := names()
		for k, v := range m {
			m["old-"+k] = v // want `the loop over m of line 27 may or may not visit the entry that is added here`
		}
		return len(m)
	})
}

//proof:observe
func formatted() bool {
	return varies(func() int {
		m := names()
		for k, v := range m {
			m[fmt.Sprintf("bright-%s", k)] = v + 8 // want `may or may not visit the entry`
		}
		return len(m)
	})
}

//proof:observe
func numbers() bool {
	return varies(func() int {
		sums := map[int]bool{0: true}
		for _, x := range []int{3, 5, 7, 11} {
			for s := range sums {
				sums[s+x] = true // want `may or may not visit the entry`
			}
		}
		return len(sums)
	})
}

//proof:observe
func parents() bool {
	return varies(func() int {
		dirs := map[string]bool{"a/b/c/d": true, "e/f/g": true}
		for dir := range dirs {
			dirs[path.Dir(dir)] = true // want `may or may not visit the entry`
		}
		return len(dirs)
	})
}

//proof:observe
func implied() bool {
	next := map[string][]string{"a": {"b"}, "b": {"c"}, "c": {"d"}}
	return varies(func() int {
		on := map[string]bool{"a": true}
		for k := range on {
			for _, n := range next[k] {
				on[n] = true // want `may or may not visit the entry`
			}
		}
		return len(on)
	})
}

//proof:observe
func impliedOne() bool {
	next := map[string]string{"a": "b", "b": "c", "c": "d"}
	return varies(func() int {
		on := map[string]bool{"a": true}
		for k := range on {
			if n, ok := next[k]; ok && !on[n] {
				on[n] = true // want `may or may not visit the entry`
			}
		}
		return len(on)
	})
}

type node struct{ parent *node }

//proof:observe
func chain() bool {
	var leaf *node
	for range 20 {
		leaf = &node{parent: leaf}
	}
	return varies(func() int {
		seen := map[*node]bool{leaf: true}
		for n := range seen {
			if p := n.parent; p != nil {
				seen[p] = true // want `may or may not visit the entry`
			}
		}
		return len(seen)
	})
}

type point struct{ x, y int }

//proof:observe
func flood() bool {
	return varies(func() int {
		wet := map[point]bool{{0, 0}: true}
		for p := range wet {
			wet[point{p.x + 1, p.y}] = true // want `may or may not visit the entry`
		}
		return len(wet)
	})
}

//proof:observe
func swapped() bool {
	return varies(func() int {
		m := map[string]string{"a": "b", "b": "c", "c": "d", "d": "e"}
		for k, v := range m {
			m[v] = k // want `may or may not visit the entry`
		}
		return len(m)
	})
}

//proof:observe
func counter() bool {
	return varies(func() int {
		m := map[int]string{1: "a", 2: "b"}
		for _, v := range m {
			m[len(m)+1] = v // want `may or may not visit the entry`
		}
		return len(m)
	})
}

//proof:observe
func lostWhenNormal() bool {
	return varies(func() int {
		m := map[string]int{"A": 1, "B": 2, "C": 3}
		for k, v := range m {
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

//proof:observe
func total() bool {
	return varies(func() int {
		m := names()
		for _, v := range m {
			m["total"] += v // want `may see the value of another entry before or after it is changed here`
		}
		return m["total"]
	})
}

//proof:observe
func totalOfSome() bool {
	return varies(func() int {
		m := names()
		for _, v := range m {
			if v > 1 {
				m["total"] += v // want `before or after it is changed here`
			}
		}
		return m["total"]
	})
}

//proof:observe
func upward() bool {
	up := map[string]string{"a": "b", "b": "c", "c": "d"}
	return varies(func() int {
		m := names()
		for k, v := range m {
			if p := up[k]; p != "" {
				m[p] += v // want `before or after it is changed here`
			}
		}
		return m["d"]
	})
}

//proof:observe
func bothWays() bool {
	return varies(func() int {
		edges := map[string][]string{"a": {"b"}, "b": {"c"}, "c": {"d"}, "d": nil}
		for from, tos := range edges {
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
func throughCall() bool {
	return varies(func() int {
		m := names()
		for k := range m {
			put(m, "x"+k) // want `the entry that is added by this call \(line \d+\)`
		}
		return len(m)
	})
}

func put(m map[string]int, k string) { m[k] = 1 }

//proof:observe
func throughTwoCalls() bool {
	return varies(func() int {
		s := &set{m: names()}
		for k := range s.m {
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
func (s *set) grow() {
	for k, v := range s.m {
		s.m["x"+k] = v // want `the loop over s.m of line \d+ may or may not`
	}
}

//proof:observe
func closure() bool {
	return varies(func() int {
		m := names()
		add := func(k string) { m[k] = 1 }
		for k := range m {
			add("x" + k) // want `added by this call`
		}
		return len(m)
	})
}

//proof:observe
func otherName() bool {
	return varies(func() int {
		m := names()
		same := m
		p := &set{m: m}
		for k := range p.m {
			q := p
			q.m["x"+k] = 1 // want `may or may not visit the entry`
		}
		for k := range m {
			same["y"+k] = 1 // want `may or may not visit the entry`
		}
		return len(m)
	})
}

var global map[string]int

//proof:observe
func packageVariable() bool {
	return varies(func() int {
		global = names()
		for k := range global {
			addGlobal("x" + k) // want `added by this call`
		}
		return len(global)
	})
}

func addGlobal(k string) { global[k] = 1 }

//proof:observe
func copied() bool {
	next := map[string]map[string]int{"a": {"b": 1}, "b": {"c": 1}, "c": {"d": 1}}
	return varies(func() int {
		on := map[string]int{"a": 1}
		for k := range on {
			maps.Copy(on, next[k]) // want `may or may not visit the entry`
		}
		return len(on)
	})
}

//proof:observe
func leavesSometimes() bool {
	return varies(func() int {
		m := names()
		for k := range m {
			m["x"+k] = 1 // want `may or may not visit the entry`
			if len(m) > 50 {
				break
			}
		}
		return len(m)
	})
}
