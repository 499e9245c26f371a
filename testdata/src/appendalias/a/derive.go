package a

import "maps"

// three makes a slice with room for one more.
func three() []string { return append(make([]string, 0, 4), "1", "2", "3") }

type values struct{ list []string }

//proof:by valuesShare
//proof:instead append(v.list, => append(v.list[:len(v.list):len(v.list)],
func (v values) With(s string) values {
	v.list = append(v.list, s) // want `two calls of With on one value share an array if v.list has room: the second overwrites what the first appended; append to slices.Clip\(v.list\)`
	return v
}

//proof:observe
func valuesShare() bool {
	root := values{three()}
	a, b := root.With("a"), root.With("b")
	return a.list[3] == "b" && b.list[3] == "b"
}

type logger struct {
	name   string
	fields []string
	attrs  map[string]string
}

type Logger interface{ Fields() []string }

func (l *logger) Fields() []string { return l.fields }

//proof:by loggersShare
//proof:instead append(c.fields, => append(c.fields[:len(c.fields):len(c.fields)],
func (l *logger) WithField(s string) *logger {
	c := *l
	c.fields = append(c.fields, s) // want `two calls of WithField on one value share an array if c.fields has room`
	return &c
}

//proof:observe
func loggersShare() bool {
	root := &logger{fields: three()}
	a, b := root.WithField("a"), root.WithField("b")
	return a.fields[3] == "b" && b.fields[3] == "b"
}

//proof:by literalsShare
//proof:instead append(l.fields, => append(l.fields[:len(l.fields):len(l.fields)],
func (l *logger) WithFields(list ...string) Logger {
	return &logger{name: l.name, fields: append(l.fields, list...)} // want `two calls of WithFields on one value share an array if l.fields has room`
}

//proof:observe
func literalsShare() bool {
	root := &logger{fields: three()}
	a, b := root.WithFields("a"), root.WithFields("b")
	return a.Fields()[3] == "b" && b.Fields()[3] == "b"
}

//proof:by childrenShare
//proof:instead append(l.fields, => append(l.fields[:len(l.fields):len(l.fields)],
func (l *logger) Named(name string) *logger {
	child := new(logger)
	*child = *l
	child.name = name
	child.attrs = maps.Clone(l.attrs)
	child.fields = append(l.fields, name) // want `two calls of Named on one value`
	return child
}

//proof:observe
func childrenShare() bool {
	root := &logger{fields: three()}
	a, b := root.Named("a"), root.Named("b")
	return a.fields[3] == "b" && b.fields[3] == "b"
}

type core struct{ msgs []string }

type wrapper struct{ core }

func (c core) wrapped() wrapper { return wrapper{c} }

//proof:by coresShare
//proof:instead append(c.msgs, => append(c.msgs[:len(c.msgs):len(c.msgs)],
func (c core) WithMsg(s string) wrapper {
	c.msgs = append(c.msgs, s) // want `two calls of WithMsg on one value`
	return c.wrapped()
}

//proof:observe
func coresShare() bool {
	root := core{three()}
	a, b := root.WithMsg("a"), root.WithMsg("b")
	return a.msgs[3] == "b" && b.msgs[3] == "b"
}

//proof:by onlySometimesShare
//proof:instead append(c.msgs, => append(c.msgs[:len(c.msgs):len(c.msgs)],
func (c core) WithSome(s string) core {
	if s != "" {
		c.msgs = append(c.msgs, s) // want `two calls of WithSome on one value`
	}
	return c
}

//proof:observe
func onlySometimesShare() bool {
	root := core{three()}
	a, b := root.WithSome("a"), root.WithSome("b")
	return a.msgs[3] == "b" && b.msgs[3] == "b"
}

// desc returns a clone with one more.
//
//proof:by describedShare
//proof:instead append(c.msgs, => append(c.msgs[:len(c.msgs):len(c.msgs)],
func (c core) desc(s string) core {
	n := c
	n.msgs = append(c.msgs, s) // want `two calls of desc on one value`
	return n
}

//proof:observe
func describedShare() bool {
	root := core{three()}
	a, b := root.desc("a"), root.desc("b")
	return a.msgs[3] == "b" && b.msgs[3] == "b"
}

type steps struct{ list []string }

// All of its calls are seen: those of the loop are on one value.
//
//proof:by stepsShare
//proof:instead append(s.list, => append(s.list[:len(s.list):len(s.list)],
func (s steps) with(name string) steps {
	s.list = append(s.list, name) // want `two calls of with on one value share an array if s.list has room`
	return s
}

func newSteps() steps { return steps{list: three()} }

//proof:observe
func stepsShare() bool {
	root := newSteps()
	var all []steps
	for _, name := range []string{"a", "b"} {
		all = append(all, root.with(name))
	}
	return all[0].list[3] == "b" && all[1].list[3] == "b"
}
