// Package builders has copies of strings.Builder.
package builders

import (
	"fmt"
	"strings"
)

type report struct {
	title string
	body  strings.Builder
}

// row: ST08
//
//proof:panic illegal use of non-zero Builder copied by value
func local() {
	var b strings.Builder
	b.WriteString("a")
	c := b           // want `this copies b, a strings\.Builder that was written to in line \d+: WriteByte in line \d+ panics with "illegal use of non-zero Builder copied by value"; copy its String, or use a pointer`
	c.WriteByte('b') //proof:at
	_ = c.String()
}

// row: ST08
//
//proof:panic illegal use of non-zero Builder copied by value
func field() {
	r := &report{title: "t"}
	r.body.WriteString("x")
	q := *r // want `this copies r\.body, a strings\.Builder that was written to in line \d+`
	q.title = "u"
	q.body.WriteRune('y') //proof:at
	fmt.Sprint(q.body.Len())
}

func finish(b strings.Builder) string {
	b.WriteString(".") //proof:at
	return b.String()
}

// row: ST08
//
//proof:panic illegal use of non-zero Builder copied by value
func argument() {
	var b strings.Builder
	b.Grow(16) // remembers its address too
	finish(b)  // want `this copies b, a strings\.Builder that was written to in line \d+: WriteString in line \d+ panics`
}

func (r report) add(s string) { r.body.WriteString(s) } //proof:at

//proof:panic illegal use of non-zero Builder copied by value
func receiver() {
	var r report
	r.body.WriteString("x")
	r.add("y") // want `this copies r\.body`
}

//proof:panic illegal use of non-zero Builder copied by value
func inLoop() {
	for i := range 2 {
		var b strings.Builder
		b.WriteByte('a')
		c := b // want `this copies b`
		if i == 1 {
			c.Write([]byte("b")) //proof:at
		}
	}
}

//proof:panic illegal use of non-zero Builder copied by value
func inClosure() {
	build := func() string {
		var b strings.Builder
		b.WriteString("a")
		last := b             // want `this copies b`
		last.WriteString("b") //proof:at
		return last.String()
	}
	build()
}
