package builders

import (
	"bytes"
	"strings"
)

//proof:ok
func unused() {
	var b strings.Builder
	c := b // nothing was written
	c.WriteString("x")
}

//proof:ok
func readOnly() {
	var b strings.Builder
	b.WriteString("x")
	c := b // is only read
	if c.String() != "x" || c.Len() != 1 {
		panic("impossible")
	}
}

//proof:ok
func resetCopy() {
	var b strings.Builder
	b.WriteString("x")
	c := b
	c.Reset()
	c.WriteString("y")
}

//proof:ok
func resetOriginal() {
	var b strings.Builder
	b.WriteString("x")
	b.Reset()
	c := b
	c.WriteString("y")
}

//proof:ok
func assignedNew() {
	var b strings.Builder
	b.WriteString("x")
	b = strings.Builder{}
	c := b
	c.WriteString("y")
}

//proof:ok
func copyReplaced() {
	r := &report{}
	r.body.WriteString("x")
	q := *r
	q.body = strings.Builder{}
	q.body.WriteString("y")
}

func cut(b *strings.Builder) { b.Reset() }

//proof:ok
func resetByHelper() {
	var b strings.Builder
	b.WriteString("x")
	cut(&b)
	c := b
	c.WriteString("y")
}

//proof:ok
func conditional() {
	for _, use := range []bool{false, true} {
		var b strings.Builder
		if !use {
			b.WriteString("x")
		}
		if use {
			c := b // not written to on this path
			c.WriteString("y")
		}
	}
}

//proof:ok
func pointer() {
	b := new(strings.Builder)
	b.WriteString("x")
	c := b
	c.WriteString("y")
}

//proof:ok
func buffer() {
	var b bytes.Buffer // has no such check
	b.WriteString("x")
	c := b
	c.WriteString("y")
}

//proof:ok
func movedBack() {
	var b strings.Builder
	b.WriteString("x")
	saved := b
	b.Reset()
	b.WriteString("tmp")
	b = saved // at its old address again
	b.WriteString("y")
}
