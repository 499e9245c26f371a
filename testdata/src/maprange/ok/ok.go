// Package ok has loops that look like those of package a, and are right.
package ok

import (
	"maps"
	"path"
	"slices"
	"strings"
)

func names() map[string]int { return map[string]int{"a": 1, "B": 2, "c": 3, "D": 4} }

//proof:ok
func currentKey() {
	m := names()
	for k, v := range m {
		m[k] = v + 1
		m[k]++
		k2 := k
		m[k2] *= 2
		func() { m[k] = 1 }()
		set(m, k)
	}
}

func set(m map[string]int, k string) { m[k] = 7 }

//proof:ok
func deleted() {
	m := names()
	for k := range m {
		delete(m, k)
		delete(m, k+"x")
	}
}

//proof:ok
func leaves() {
	m := names()
	for k := range m {
		m["x"+k] = 1
		break
	}
	for k, v := range m {
		if v == 2 {
			m["y"+k] = 1
			return
		}
	}
}

//proof:ok
func otherMap() {
	m, n := names(), names()
	for k := range m {
		n["x"+k] = 1
	}
	s, t := &holder{m: m}, &holder{m: n}
	for k := range s.m {
		t.m["x"+k] = 1
	}
}

type holder struct{ m map[string]int }

//proof:ok
func collectedFirst() {
	m := names()
	for _, k := range slices.Sorted(maps.Keys(m)) {
		m["x"+k] = 1
	}
	for k := range maps.Clone(m) {
		m["y"+k] = 1
	}
}

//proof:ok
func replacedInLoop() {
	s := &holder{m: names()}
	for k := range s.m {
		s.m = make(map[string]int)
		s.m["x"+k] = 1
	}
	m := names()
	for k := range m {
		m = maps.Clone(m)
		m["x"+k] = 1
	}
}

//proof:ok
func replacedByCall() {
	s := &holder{m: names()}
	for k := range s.m {
		s.reset()
		s.m["x"+k] = 1
	}
}

func (s *holder) reset() { s.m = make(map[string]int) }

//proof:ok
func fixpoint() {
	next := map[string]string{"a": "b", "b": "c"}
	on := map[string]bool{"a": true}
	for changed := true; changed; {
		changed = false
		for k := range on {
			if n, ok := next[k]; ok && !on[n] {
				on[n] = true
				changed = true
			}
		}
	}
	for n := 0; n != len(on); {
		n = len(on)
		for k := range on {
			if n, ok := next[k]; ok {
				on[n] = true
			}
		}
	}
}

//proof:ok
func fixpointOfCaller() {
	on := map[string]bool{"a": true}
	for expand(on) {
	}
}

func expand(on map[string]bool) (changed bool) {
	next := map[string]string{"a": "b", "b": "c"}
	for k := range on {
		if n, ok := next[k]; ok && !on[n] {
			on[n] = true
			changed = true
		}
	}
	return changed
}

//proof:ok
func queue() {
	todo := map[string]bool{"a/b/c": true}
	for len(todo) > 0 {
		for dir := range todo {
			delete(todo, dir)
			if dir != "." {
				todo[path.Dir(dir)] = true
			}
		}
	}
}

//proof:ok
func guardedByKey() {
	m := names()
	for k, v := range m {
		if !strings.HasPrefix(k, "old-") {
			m["old-"+k] = v
		}
	}
	for k, v := range m {
		if name, found := strings.CutSuffix(k, "^{}"); found {
			m[name] = v
			delete(m, k)
		}
	}
}

//proof:ok
func sameKeyTest() {
	m := names()
	for k := range m {
		for _, other := range []string{"a", "b"} {
			if other == k {
				m[other] = 1
			}
		}
	}
}

//proof:ok
func normalized() {
	m := names()
	for k, v := range m {
		delete(m, k)
		m[strings.ToLower(k)] = v
	}
	for k, v := range m {
		if l := strings.ToLower(k); l != k {
			m[l] = v
			delete(m, k)
		}
	}
}

//proof:ok
func byOwnName() {
	type host struct {
		name string
		up   bool
	}
	hosts := map[string]*host{"a": {name: "a"}}
	for _, h := range hosts {
		hosts[h.name] = &host{name: h.name, up: true}
	}
}

//proof:ok
func addMissing() {
	edges := map[string][]string{"a": {"b"}, "b": {"c"}}
	for _, tos := range edges {
		for _, to := range tos {
			if _, ok := edges[to]; !ok {
				edges[to] = nil
			}
		}
	}
}

//proof:ok
func inDegree() {
	edges := map[string][]string{"a": {"b"}, "b": nil}
	degree := map[string]int{"a": 0, "b": 0}
	for n := range degree {
		for _, to := range edges[n] {
			degree[to]++
		}
	}
}

//proof:ok
func present() {
	next := map[string]string{"a": "b"}
	m := map[string]bool{"a": false, "b": false}
	for k := range m {
		n := next[k]
		if _, ok := m[n]; ok {
			m[n] = true
		}
	}
	for a := range m {
		for b := range m {
			m[a] = true
			m[b] = true
		}
	}
}

//proof:ok
func firstOnly() {
	m := names()
	added := false
	for k := range m {
		if !added {
			m["x"+k] = 1
			added = true
		}
	}
}

//proof:ok
func overwritten() {
	type coord [2]int
	m := map[coord]bool{{1, 2}: true, {3, 4}: true}
	for c := range m {
		c2 := c
		c2[1] = 0
		m[c2] = true
	}
}

//proof:ok
func constantEntry() {
	m := names()
	for range m {
		m["default"] = 1
	}
}

//proof:ok
func later() {
	m := names()
	for k := range m {
		defer func() { m["x"+k] = 1 }()
	}
}

//proof:ok
func innerMap() {
	m := map[string]map[string]int{"a": {}, "b": {}}
	for k, inner := range m {
		inner["x"+k] = 1
		m[k]["y"+k] = 1
	}
}

type other struct{ names []string }

//proof:ok
func sliceNotMap() {
	o := other{names: []string{"a", "b"}}
	for i := range o.names {
		o.names[(i+1)%2] += "x"
	}
}

//proof:ok
func methodValue() {
	s := &holder{m: names()}
	put := s.put
	for k := range s.m {
		put(k)
	}
}

func (s *holder) put(k string) { s.m[k] = 1 }

//proof:ok
func labels() {
	m := names()
outer:
	for k := range m {
		for range 3 {
			m["x"+k] = 1
			break outer
		}
	}
}

//proof:ok
func expanded() {
	expand := map[string]func() []string{"$all": func() []string { return []string{"a", "b"} }}
	m := map[string]int{"$all": 1, "c": 2}
	for k, v := range m {
		f, found := expand[k]
		if !found {
			continue
		}
		for _, name := range f() {
			m[name] = v // what a variable stands for is no variable
		}
		delete(m, k)
	}
}

type id [2]byte

func (i *id) text() string { return string(i[:]) }

// A method has the address of the key.
//
//proof:ok
func addressed() {
	m := map[id]int{{1}: 1, {2}: 2}
	n := 0
	for k := range m {
		if m[k] > 0 {
			m[k] = 0
		}
		n += len(k.text())
	}
	if n != 4 {
		panic("other number of entries")
	}
}
