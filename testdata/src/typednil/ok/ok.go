// Package ok has nil pointers that never become an interface, or where nobody asks.
package ok

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
)

type problem struct{ at int }

func (p *problem) Error() string { return "problem" }

func numbers() []int { return []int{1, 2, 3} }

//proof:by run
func compared(limit int) error {
	var p *problem
	if len(numbers()) > limit {
		p = &problem{limit}
	}
	if p != nil {
		return p
	}
	return nil
}

//proof:by run
func comparedBefore(limit int) error {
	var p *problem
	if len(numbers()) > limit {
		p = &problem{limit}
	}
	if p == nil {
		return nil
	}
	return p
}

// correlated returns the pointer only where it was set.
//
//proof:by run
func correlated(bad bool) error {
	var p *problem
	if bad {
		p = &problem{1}
	}
	fmt.Fprint(io.Discard, bad)
	if bad {
		return p
	}
	return nil
}

//proof:by run
func everyPath(n int) error {
	var p *problem
	switch {
	case n > 2:
		p = &problem{n}
	case n > 1:
		return nil
	default:
		p = new(problem)
	}
	return p
}

//proof:by run
func asError(limit int) error {
	var err error
	if len(numbers()) > limit {
		err = &problem{limit}
	}
	return err
}

//proof:by run
func validate(n int) *problem {
	if n > 2 {
		return &problem{n}
	}
	return nil
}

//proof:by run
func asks(n int) error {
	if p := validate(n); p != nil {
		return p
	}
	return nil
}

//proof:by run
func wrap(err error) *problem {
	if err == nil {
		return nil
	}
	return &problem{1}
}

// wrapped calls wrap where it does not return nil.
//
//proof:by run
func wrapped() error {
	_, err := os.Open("no such file")
	if err != nil {
		return wrap(err)
	}
	return nil
}

//proof:by run
func pair(n int) (bool, *problem) {
	if n > 2 {
		return false, &problem{n}
	}
	return true, nil
}

//proof:by run
func byFlag(n int) error {
	ok, p := pair(n)
	if !ok {
		return p
	}
	return nil
}

//proof:by run
func never() *problem {
	if len(numbers()) == 0 {
		panic("no numbers")
	}
	return &problem{1}
}

//proof:by run
func fresh() error { return never() }

//proof:by run
func stops(limit int) error {
	var p *problem
	if len(numbers()) > limit {
		p = &problem{limit}
	} else {
		os.Exit(1)
	}
	return p
}

// explicit says what it wants.
//
//proof:by run
func explicit() error { return (*problem)(nil) }

type list struct{ next *list }

func (l *list) String() string { return "list" }

// printed is nil, and nobody asks.
//
//proof:ok
func printed() {
	var l *list
	if len(numbers()) > 9 {
		l = new(list)
	}
	fmt.Fprintln(io.Discard, l)
	use(l)
}

func use(s fmt.Stringer) { _ = s.String() }

// assigned is set by the literal.
//
//proof:by run
func assigned() error {
	var p *problem
	set := func() { p = &problem{1} }
	set()
	return p
}

//proof:by run
func decoded() error {
	var p *problem
	if !errors.As(error(&problem{1}), &p) {
		return nil
	}
	return p
}

type printer struct{ w io.Writer }

// writer is never compared with nil.
//
//proof:ok
func writer() {
	var buf *bytes.Buffer
	if len(numbers()) > 9 {
		buf = new(bytes.Buffer)
	}
	p := printer{buf}
	_ = p
}

func maybe(w io.Writer) bool { return w != nil }

//proof:ok
func given() {
	var buf *bytes.Buffer
	if len(numbers()) > 2 {
		buf = new(bytes.Buffer)
	}
	if buf != nil {
		maybe(buf)
	}
	maybe(nil)
}

//proof:ok
func run() {
	for _, err := range []error{
		compared(9), comparedBefore(9), correlated(false), everyPath(2), asError(9), asks(1), wrapped(), byFlag(1), fresh(), stops(0), explicit(), assigned(), decoded(),
	} {
		_ = err
	}
}

// The pointer is nil only where nobody has asked for it.
//
//proof:ok
func judgedByCall() {
	if err := limited(0); err == nil || err.(*problem) != nil {
		return
	}
	panic("a nil pointer in an error")
}

func limited(n int) error {
	var f *problem
	if n > 0 {
		f = new(problem)
	}
	if isOver(n, f) {
		return f
	}
	return nil
}

func isOver(n int, f *problem) bool { return f != nil && n > 1 }

// toProblem returns nil for nil only.
func toProblem(err error) *problem {
	if err == nil {
		return nil
	}
	return new(problem)
}

//proof:ok
func wrapsSomething() {
	var err error = toProblem(errors.New("lost"))
	if err == nil || err.(*problem) == nil {
		panic("nothing is wrapped")
	}
}

type sheets struct{ pictures, small bool }

// The reader is looked at where the input is no picture, and there it is set.
//
//proof:by drawSheets
func (s *sheets) draw(r io.Reader) bool {
	if s.pictures {
		return true
	}
	if r == nil {
		return false
	}
	_, err := io.ReadAll(r)
	return err == nil
}

//proof:by drawSheets
func (s *sheets) open(name string) bool {
	var buf *bytes.Buffer
	if !s.pictures {
		buf = bytes.NewBufferString(name)
	}
	return s.draw(buf)
}

//proof:ok
func drawSheets() {
	if !(&sheets{pictures: true}).open("a") || !(&sheets{}).open("b") {
		panic("not drawn")
	}
}

type halves struct{ n int }

// One of the two is set; only a test asks which.
//
//proof:by inHalves
func split(n int) (fmt.Stringer, fmt.Stringer) {
	var low, high *halves
	if n < 8 {
		low = &halves{n}
	}
	if n+4 >= 8 {
		high = &halves{n}
	}
	if low == nil {
		return nil, high
	}
	if high == nil {
		return low, nil
	}
	return low, high
}

func (h *halves) String() string { return fmt.Sprint(h.n) }

//proof:ok
func inHalves() {
	for n := range 16 {
		low, high := split(n)
		for _, half := range []fmt.Stringer{low, high} {
			if half != nil && half.(*halves) == nil {
				panic("neither")
			}
		}
	}
}
