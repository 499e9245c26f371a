// Package a makes interfaces of nil pointers.
package a

import (
	"bytes"
	"io"
	"net/http"
	"os/exec"
)

type problem struct{ at int }

func (p *problem) Error() string { return "problem" }

func numbers() []int { return []int{1, 2, 3} }

//proof:by runDeclared
//proof:instead return p => if p != nil { return p }; return nil
func declared(limit int) error {
	var p *problem
	if len(numbers()) > limit {
		p = &problem{limit}
	}
	return p // want `p may still be nil as it was made at line \d+, but the error that it becomes is not: err != nil is true for a nil \*problem`
}

// row: I01 V34
//
//proof:observe
func runDeclared() bool { return declared(9) != nil }

//proof:by runAlways
//proof:instead return p => if p != nil { return p }; return nil
func always() error {
	var p *problem
	return p // want `this pointer is nil, but the error that it becomes is not`
}

// row: I03
//
//proof:observe
func runAlways() bool { return always() != nil }

//proof:by runLoop
//proof:instead return last => if last != nil { return last }; return nil
func loop(list []int) error {
	var last *problem
	for _, n := range list {
		if n > 2 {
			last = &problem{n}
		}
	}
	return last // want `last may still be nil`
}

//proof:observe
func runLoop() bool { return loop(numbers()[:2]) != nil }

//proof:by runPassesOn
func validate(n int) *problem {
	if n > 2 {
		return &problem{n}
	}
	return nil
}

//proof:by runPassesOn
//proof:instead return validate(n) => if p := validate(n); p != nil { return p }; return nil
func passesOn(n int) error {
	return validate(n) // want `validate returns nil at line \d+, but the error that it becomes is not`
}

// row: I01
//
//proof:observe
func runPassesOn() bool { return passesOn(1) != nil }

//proof:by runSecond
func parse(n int) (int, *problem) {
	if n > 2 {
		return 0, &problem{n}
	}
	return n, nil
}

//proof:by runSecond
//proof:instead return v, p => if p != nil { return v, p }; return v, nil
func second(n int) (int, error) {
	v, p := parse(n)
	return v, p // want `parse returns nil at line \d+`
}

//proof:by runSecond
//proof:instead return parse(n) => if v, p := parse(n); p != nil { return v, p }; return n, nil
func tuple(n int) (int, error) {
	return parse(n) // want `parse returns nil at line \d+`
}

//proof:observe
func runSecond() bool {
	_, err := second(1)
	_, err2 := tuple(1)
	return err != nil && err2 != nil
}

//proof:by runDefers
//proof:instead return p => if p != nil { return p }; return nil
func defers() (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = io.EOF
		}
	}()
	var p *problem
	if len(numbers()) > 9 {
		p = &problem{1}
	}
	return p // want `p may still be nil`
}

//proof:observe
func runDefers() bool { return defers() != nil }

//proof:observe
//proof:instead errs <- p => if p != nil { errs <- p } else { errs <- nil }
func sent() bool {
	errs := make(chan error, 1)
	var p *problem
	if len(numbers()) > 9 {
		p = &problem{1}
	}
	errs <- p // want `p may still be nil`
	return <-errs != nil
}

type outcome struct{ err error }

//proof:observe
//proof:instead outcome{err: p} => outcome{}; if p != nil { o.err = p }
func field() bool {
	var p *problem
	if len(numbers()) > 9 {
		p = &problem{1}
	}
	o := outcome{err: p} // want `p may still be nil`
	return o.err != nil
}

type printer struct{ w io.Writer }

//proof:by runStored
func (p *printer) print() bool {
	if p.w == nil {
		return false
	}
	return true
}

//proof:by runStored
//proof:instead p.w = buf => if buf != nil { p.w = buf }
func stored(verbose bool) *printer {
	var buf *bytes.Buffer
	if verbose {
		buf = new(bytes.Buffer)
	}
	p := new(printer)
	p.w = buf // want `buf may still be nil as it was made at line \d+, but the interface that it becomes is not: the comparison with nil at line \d+ does not see a nil \*bytes.Buffer`
	return p
}

// row: I04
//
//proof:observe
func runStored() bool { return stored(false).print() }

//proof:by runArgument
func copyTo(w io.Writer) bool {
	return w != nil
}

// row: I20
//
//proof:observe
//proof:instead return copyTo(buf) => if buf != nil { return copyTo(buf) }; return copyTo(nil)
func runArgument() bool {
	var buf *bytes.Buffer
	if len(numbers()) > 9 {
		buf = new(bytes.Buffer)
	}
	return copyTo(buf) // want `buf may still be nil .* the comparison with nil at line \d+ does not see`
}

//proof:by runResult
//proof:instead return buf => if buf != nil { return buf }; return nil
func writer(verbose bool) io.Writer {
	var buf *bytes.Buffer
	if verbose {
		buf = new(bytes.Buffer)
	}
	return buf // want `the comparison with nil at line \d+ does not see`
}

// row: I03
//
//proof:observe
func runResult() bool { return writer(false) != nil }

// row: I04
//
//proof:panic nil pointer dereference
func request() {
	var body *bytes.Buffer
	if len(numbers()) > 9 {
		body = bytes.NewBufferString("text")
	}
	req, _ := http.NewRequest("GET", "http://127.0.0.1", body) // want `body may still be nil .* NewRequest does not see a nil \*bytes.Buffer`
	_ = req
}

//proof:observe
//proof:instead cmd.Stdin = in => if in != nil { cmd.Stdin = in }
func command() bool {
	cmd := exec.Command("cat")
	var in *bytes.Buffer
	if len(numbers()) > 9 {
		in = bytes.NewBufferString("text")
	}
	cmd.Stdin = in // want `in may still be nil .* package exec does not see a nil`
	return set(cmd.Stdin)
}

func set(v any) bool { return v != nil }

//proof:by runLiteral
//proof:instead return p => if p != nil { return p }; return nil
func inLiteral() func() error {
	return func() error {
		var p *problem
		if len(numbers()) > 9 {
			p = &problem{1}
		}
		return p // want `p may still be nil`
	}
}

//proof:observe
func runLiteral() bool { return inLiteral()() != nil }

type alias = *problem

//proof:by runAlias
//proof:instead return p => if p != nil { return p }; return nil
func aliased() error {
	var p alias
	for _, n := range numbers() {
		if n > 9 {
			p = &problem{n}
			break
		}
	}
	return p // want `p may still be nil`
}

//proof:observe
func runAlias() bool { return aliased() != nil }

//proof:by runIterator
//proof:instead return p => if p != nil { return p }; return nil
func iterator(seq func(func(int) bool)) error {
	for n := range seq {
		var p *problem
		if n > 9 {
			p = &problem{n}
		}
		if n == 0 {
			continue
		}
		return p // want `p may still be nil`
	}
	return nil
}

//proof:observe
func runIterator() bool {
	return iterator(func(yield func(int) bool) { yield(1) }) != nil
}

type sheets struct{ pictures, small bool }

func (s *sheets) draw(r io.Reader) bool {
	if s.pictures {
		return true
	}
	if r == nil {
		return true
	}
	return r.(*bytes.Buffer) != nil
}

// Another field than the one that draw asks says whether it is set.
//
//proof:by runSheets
//proof:instead s.draw(buf) => buf == nil || s.draw(buf)
func (s *sheets) open(name string) bool {
	var buf *bytes.Buffer
	if !s.small {
		buf = bytes.NewBufferString(name)
	}
	return s.draw(buf) // want `buf may still be nil .* the comparison with nil at line \d+ does not see`
}

//proof:observe
func runSheets() bool { return !(&sheets{small: true}).open("a") }

func (s *sheets) logged(r io.Reader) bool {
	if s.small {
		numbers()
	}
	if r == nil {
		return true
	}
	return r.(*bytes.Buffer) != nil
}

// The field that says whether it is set is asked before the comparison, but decides nothing about it.
//
//proof:by runLogged
//proof:instead s.logged(buf) => buf == nil || s.logged(buf)
func (s *sheets) log(name string) bool {
	var buf *bytes.Buffer
	if !s.small {
		buf = bytes.NewBufferString(name)
	}
	return s.logged(buf) // want `buf may still be nil .* the comparison with nil at line \d+ does not see`
}

//proof:observe
func runLogged() bool { return !(&sheets{small: true}).log("a") }
