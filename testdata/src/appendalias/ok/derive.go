package ok

import "slices"

func four() []string { return append(make([]string, 0, 4), "1", "2", "3") }

type derived struct {
	list  []string
	other []string
}

//proof:by derives
func (d derived) WithClipped(s string) derived {
	d.list = append(d.list[:len(d.list):len(d.list)], s)
	return d
}

//proof:by derives
func (d derived) WithClip(s string) derived {
	d.list = append(slices.Clip(d.list), s)
	return d
}

//proof:by derives
func (d *derived) WithClone(s string) *derived {
	c := *d
	c.list = append(slices.Clone(d.list), s)
	return &c
}

//proof:by derives
func (d *derived) WithCopy(s string) *derived {
	return &derived{list: append(append([]string(nil), d.list...), s)}
}

// Add changes the receiver itself, of which there is one.
//
//proof:by derives
func (d *derived) Add(s string) *derived {
	d.list = append(d.list, s)
	return d
}

//proof:by derives
func (d derived) WithNew(s string) derived {
	d.list = []string{}
	d.list = append(d.list, s)
	return d
}

//proof:by derives
func (d derived) WithMade(s string) derived {
	list := make([]string, len(d.list), len(d.list)+1)
	copy(list, d.list)
	d.list = append(list, s)
	return d
}

// WithSorted gives the copy an array of its own in the end.
//
//proof:by derives
func (d derived) WithSorted(s string) derived {
	d.list = append(d.list, s)
	d.list = slices.Sorted(slices.Values(d.list))
	return d
}

// Count uses the copy alone.
//
//proof:by derives
func (d derived) Count(s string) int {
	d.list = append(d.list, s)
	return len(d.list)
}

// Moved hands the slice to another field.
//
//proof:by derives
func (d derived) WithMoved(s string) derived {
	d.other = append([]string{s}, d.list...)
	return d
}

type otherType struct{ list []string }

//proof:by derives
func (d *derived) snapshot() otherType {
	return otherType{append(d.list[:0:0], d.list...)}
}

// WithNone adds nothing.
//
//proof:by derives
func (d derived) WithNone() derived {
	d.list = append(d.list)
	return d
}

// Push is for s = s.Push(x), as append is.
//
//proof:by derives
func (d derived) Push(s string) derived {
	d.list = append(d.list, s)
	return d
}

type steps struct {
	list []string
	done func()
}

// All of its calls are seen, and each replaces what it was called on.
//
//proof:by stepsReplaced
func (s steps) with(name string) steps {
	s.list = append(s.list, name)
	return s
}

func newSteps() steps { return steps{list: four()} }

//proof:ok
func stepsReplaced() {
	s := newSteps()
	if len(s.list) > 1 {
		s = s.with("a")
	}
	s = s.with("b")
	t := newSteps().with("c").with("d")
	for range 2 {
		t = t.with("e")
	}
	u, err := newSteps(), error(nil)
	defer func() { println(len(u.list), err) }()
	u = u.with("f")
	if len(s.list) != 5 || len(t.list) != 7 || s.list[3] != "a" || t.list[3] != "c" {
		panic("shared")
	}
}

//proof:ok
func derives() {
	derived{}.Push("a").Push("b")
	d := derived{list: four()}
	d.WithClipped("a")
	d.WithClip("a")
	d.WithClone("a")
	d.WithCopy("a")
	d.WithNew("a")
	d.WithMade("a")
	d.WithSorted("a")
	d.Count("a")
	d.WithMoved("a")
	d.snapshot()
	d.WithNone()
	d.Add("a")
}
