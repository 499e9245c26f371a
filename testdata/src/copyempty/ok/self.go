package ok

import "maps"

type config struct {
	labels map[string]string
	list   []int
}

func newConfig() *config {
	return &config{labels: map[string]string{"a": "1"}, list: []int{1, 2}}
}

func (c *config) reset() { c.labels, c.list = map[string]string{}, make([]int, 2) }

//proof:ok
func madeFirst() {
	c := newConfig()
	c2 := *c
	c2.labels = make(map[string]string, len(c.labels))
	maps.Copy(c2.labels, c.labels)
	c2.list = make([]int, len(c.list))
	copy(c2.list, c.list)
}

//proof:ok
func madeByMethod() {
	c := newConfig()
	c2 := *c
	c2.reset()
	maps.Copy(c2.labels, c.labels)
	copy(c2.list, c.list)
}

//proof:ok
func originalReplaced() {
	c := newConfig()
	c2 := *c
	c.reset()
	copy(c.list, c2.list)
	for k, v := range c2.labels {
		c.labels[k] = v
	}
}

//proof:ok
func capped() {
	c := newConfig()
	c2 := *c
	c2.list = append(c2.list[:0:0], c.list...)
}

//proof:ok
func moved() {
	c := newConfig()
	c2 := *c
	copy(c2.list, c.list[1:])
	c2.list = append(c2.list[:0], c.list[1:]...)
}

//proof:ok
func changedValue() {
	c := newConfig()
	c2 := *c
	for k, v := range c.labels {
		c2.labels[k] = v + "!"
	}
	for i, v := range c.list {
		c2.list[i] = v + 1
	}
}

//proof:ok
func twoObjects() {
	c, d := newConfig(), newConfig()
	copy(c.list, d.list)
	maps.Copy(c.labels, d.labels)
}

//proof:ok
func onlySometimes() {
	c := newConfig()
	c2 := newConfig()
	if len(c.list) > 5 {
		*c2 = *c
	}
	copy(c2.list, c.list)
}

type nested struct{ in config }

//proof:ok
func otherField() {
	n := nested{*newConfig()}
	c := n.in
	c.list = make([]int, 2)
	copy(c.list, n.in.list)
}

//proof:ok
func byLiteral() {
	c := newConfig()
	c2 := config{labels: maps.Clone(c.labels), list: make([]int, len(c.list))}
	copy(c2.list, c.list)
}

// sameName is written on purpose, to see what it costs.
//
//proof:ok
func sameName() {
	m := newConfig().labels
	for k, v := range m {
		m[k] = v
	}
	s := newConfig().list
	copy(s, s)
}

// setAgain gives the variable a new slice.
//
//proof:ok
func setAgain() {
	list := newConfig().list
	saved := list
	saved = make([]int, len(list))
	copy(saved, list)
}

// putBack tries others, and sets each element to what it was.
//
//proof:ok
func putBack() {
	v := newConfig().list
	others := []int{7, 8}
	for i, b := range v {
		for _, x := range others {
			v[i] = x
			if x == len(v) {
				break
			}
			v[i] = b
		}
	}
	c := newConfig()
	c2 := *c
	for i, b := range c.list {
		c2.list[i] = 7
		c2.list[i] = b
	}
}

// inner has the variables of two loops.
//
//proof:ok
func inner() {
	v := newConfig().list
	for i, b := range v {
		for range newConfig().labels {
			v[i] = b
		}
	}
}

var kept, other config

// Any call may change variables of the package.
//
//proof:ok
func global() {
	c := newConfig()
	kept = *c
	kept.reset()
	maps.Copy(kept.labels, c.labels)
	copy(kept.list, other.list)
	copy(other.list, c.list)
}
