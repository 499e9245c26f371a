package a

import "maps"

type config struct {
	labels map[string]string
	list   []int
	inner  struct{ rows [][]int }
}

func newConfig() *config {
	c := &config{labels: map[string]string{"a": "1"}, list: []int{1, 2}}
	c.inner.rows = [][]int{{1}}
	return c
}

//proof:by sharesMap
//proof:instead maps.Copy(c2.labels, c.labels) => c2.labels = maps.Clone(c.labels)
func (c *config) cloneMap() *config {
	c2 := new(config)
	*c2 = *c
	maps.Copy(c2.labels, c.labels) // want `this copies a map onto itself: c2.labels and c.labels are one since the assignment at line 21; make a new one first, a copy of c.labels`
	return c2
}

//proof:observe
func sharesMap() bool {
	c := newConfig()
	c.cloneMap().labels["a"] = "2"
	return c.labels["a"] == "2"
}

//proof:by sharesReversed
//proof:instead maps.Copy(c.labels, c2.labels) => c2.labels = maps.Clone(c.labels)
func (c *config) reversed() config {
	c2 := *c
	maps.Copy(c.labels, c2.labels) // want `copies a map onto itself: c.labels and c2.labels are one`
	return c2
}

//proof:observe
func sharesReversed() bool {
	c := newConfig()
	c.reversed().labels["a"] = "2"
	return c.labels["a"] == "2"
}

//proof:by sharesLoop
//proof:instead c2.labels[k] = v => if k == "a" { c2.labels = map[string]string{} }; c2.labels[k] = v
func (c config) loop() config {
	c2 := c
	for k, v := range c.labels {
		c2.labels[k] = v // want `copies a map onto itself: c2.labels and c.labels are one`
	}
	return c2
}

//proof:observe
func sharesLoop() bool {
	c := newConfig()
	c.loop().labels["a"] = "2"
	return c.labels["a"] == "2"
}

//proof:by sharesSlice
//proof:instead copy(c2.list, c.list) => c2.list = append([]int(nil), c.list...)
func (c *config) cloneSlice() *config {
	c2 := *c
	copy(c2.list, c.list) // want `copies a slice onto itself: c2.list and c.list are one`
	return &c2
}

//proof:observe
func sharesSlice() bool {
	c := newConfig()
	c.cloneSlice().list[0] = 5
	return c.list[0] == 5
}

//proof:by sharesAppend
//proof:instead c2.list[:0] => c2.list[:0:0]
func (c *config) cloneAppend() *config {
	c2 := *c
	c2.list = append(c2.list[:0], c.list...) // want `copies a slice onto itself: c2.list and c.list are one`
	return &c2
}

//proof:observe
func sharesAppend() bool {
	c := newConfig()
	c.cloneAppend().list[0] = 5
	return c.list[0] == 5
}

//proof:by sharesElements
//proof:instead c2.inner.rows[i] = row => if i == 0 { c2.inner.rows = make([][]int, len(c.inner.rows)) }; c2.inner.rows[i] = row
func (c *config) elements() *config {
	c2 := *c
	for i, row := range c.inner.rows {
		c2.inner.rows[i] = row // want `copies a slice onto itself: c2.inner.rows and c.inner.rows are one`
	}
	return &c2
}

//proof:observe
func sharesElements() bool {
	c := newConfig()
	c.elements().inner.rows[0] = nil
	return c.inner.rows[0] == nil
}

//proof:observe
//proof:instead copy(saved, list) => saved = append([]int(nil), list...)
func assignedSlice() bool {
	list := numbers()
	saved := list
	copy(saved, list) // want `copies a slice onto itself: saved and list are one since the assignment at line 116`
	list[0] = 9
	return saved[0] == 9
}

//proof:observe
//proof:instead saved[k] = v => if k == "a" { saved = map[string]string{} }; saved[k] = v
func assignedMap() bool {
	m := newConfig().labels
	saved := m
	for k, v := range m {
		saved[k] = v // want `copies a map onto itself: saved and m are one`
	}
	delete(m, "a")
	return len(saved) == 0
}
