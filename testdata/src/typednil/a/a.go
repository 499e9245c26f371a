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
func declared(limit int) error {
	var p *problem
	if len(numbers()) > limit {
		p = &problem{limit}
	}
	return p // want `p may still be nil as it was made at line 19, but the error that it becomes is not: err != nil is true for a nil \*problem`
}

// row: I01 V34
//
//proof:observe
func runDeclared() bool { return declared(9) != nil }

//proof:by runAlways
func always() error {
	var p *problem
	return p // want `this pointer is nil, but the error that it becomes is not`
}

// row: I03
//
//proof:observe
func runAlways() bool { return always() != nil }

//proof:by runLoop
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
func passesOn(n int) error {
	return validate(n) // want `validate returns nil at line 61, but the error that it becomes is not`
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
func second(n int) (int, error) {
	v, p := parse(n)
	return v, p // want `parse returns nil at line 79`
}

//proof:by runSecond
func tuple(n int) (int, error) {
	return parse(n) // want `parse returns nil at line 79`
}

//proof:observe
func runSecond() bool {
	_, err := second(1)
	_, err2 := tuple(1)
	return err != nil && err2 != nil
}

//proof:by runDefers
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
func stored(verbose bool) *printer {
	var buf *bytes.Buffer
	if verbose {
		buf = new(bytes.Buffer)
	}
	p := new(printer)
	p.w = buf // want `buf may still be nil as it was made at line 152, but the interface that it becomes is not: the comparison with nil at line 144 does not see a nil \*bytes.Buffer`
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
func runArgument() bool {
	var buf *bytes.Buffer
	if len(numbers()) > 9 {
		buf = new(bytes.Buffer)
	}
	return copyTo(buf) // want `buf may still be nil .* the comparison with nil at line 168 does not see`
}

//proof:by runResult
func writer(verbose bool) io.Writer {
	var buf *bytes.Buffer
	if verbose {
		buf = new(bytes.Buffer)
	}
	return buf // want `the comparison with nil at line 194 does not see`
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
