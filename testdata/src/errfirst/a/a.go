// Package a uses results before it has looked at their errors.
package a

import (
	"errors"
	"fmt"
	"log"
	"net"
	"net/http"
	"net/url"
	"os"
	"time"

	"errfirst/lib"
)

// The compiler of Go 1.21 to 1.24 looked for nil too late, and so behind the test.
//
// row: ER16
//
//proof:panic nil pointer dereference
func before() {
	f, err := os.Open("does/not/exist")
	name := f.Name() // want `f is nil if Open fails, and this panics before anything looks at the error`
	if err != nil {
		return
	}
	fmt.Println(name)
}

// row: ER16
//
//proof:panic nil pointer dereference
func beforeField() {
	u, err := url.Parse("http://a b/")
	host := u.Host // want `u is nil if Parse fails`
	if err != nil {
		return
	}
	fmt.Println(host)
}

// The size of a file that is not there, by an interface.
//
// row: ER16
//
//proof:panic nil pointer dereference
func beforeInvoke() {
	info, err := os.Stat("does/not/exist")
	size := info.Size() // want `info is nil if Stat fails`
	if err != nil {
		fmt.Println("no size")
		return
	}
	fmt.Println(size)
}

// What is set on each connection, by the interface of a listener.
//
//proof:panic nil pointer dereference
func beforeDeadline() {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return
	}
	l.Close()
	conn, err := l.Accept()
	conn.SetDeadline(time.Now()) // want `conn is nil if Accept fails`
	if err != nil {
		return
	}
	conn.Close()
}

// Written through, in a loop.
//
//proof:panic nil pointer dereference
func beforeStore() {
	for _, method := range []string{"GET", "bad method"} {
		req, err := http.NewRequest(method, "http://localhost/", nil)
		req.Close = true // want `req is nil if NewRequest fails`
		req.Host = "localhost"
		if err != nil {
			continue
		}
	}
}

func open(name string) (*config, error) {
	if name == "" {
		return nil, errors.New("no name")
	}
	return &config{name: name}, nil
}

type config struct {
	name string
	next *config
}

func (c *config) Name() string { return c.name }

// A function of this package, found by its return statements; the error is
// returned only.
//
//proof:by beforeReturnRuns
func beforeReturn(name string) (string, error) {
	c, err := open(name)
	return c.name, err // want `c is nil if open fails`
}

//proof:panic nil pointer dereference
func beforeReturnRuns() { beforeReturn("") }

// A method that needs its receiver.
//
//proof:panic nil pointer dereference
func beforeMethod() {
	c, err := open("")
	_ = fmt.Sprint(c.Name()) // want `c is nil if open fails`
	if err != nil {
		panic(err)
	}
}

// A function of another package, which hands on what a third returns.
//
//proof:panic nil pointer dereference
func beforeOther() {
	c, err := lib.Redial("")
	addr := c.Addr // want `c is nil if Redial fails`
	if err != nil {
		return
	}
	fmt.Println(addr)
}

// The other result in the branch for errors.
//
// row: ER17
//
//proof:panic nil pointer dereference
func inBranch() {
	c, err := open("")
	if err != nil {
		log.SetPrefix(c.name) // want `this panics: c is nil where the error of open \(line 144\) is not`
		return
	}
	fmt.Println(c.name)
}

// row: ER17
//
//proof:panic nil pointer dereference
func inBranchSwitch() {
	req, err := http.NewRequest("bad method", "", nil)
	switch {
	case err == nil:
		fmt.Println(req.URL)
	default:
		fmt.Println(req.URL, err) // want `this panics: req is nil where the error of NewRequest`
	}
}

// In a function literal, with an else.
//
//proof:panic nil pointer dereference
func inElse() {
	run := func(name string) {
		if c, err := lib.Dial(name); err == nil {
			fmt.Println(c.Addr)
		} else {
			fmt.Println(c.Addr) // want `this panics: c is nil where the error of Dial`
		}
	}
	run("")
}

// The error is logged, and all goes on.
//
// row: ER19
//
//proof:panic nil pointer dereference
func logged() {
	c, err := open("")
	if err != nil {
		fmt.Println("open:", err)
	}
	fmt.Println(c.name) // want `c is nil here if open has failed, and this panics: the branch of line 186 for the error goes on; return there`
}

// row: ER19
//
//proof:panic nil pointer dereference
func loggedCount() {
	failures := 0
	for _, name := range []string{"x", ""} {
		c, err := lib.Dial(name)
		if err != nil {
			log.Printf("dial: %v", err)
			failures++
		}
		c.Addr = "set" // want `c is nil here if Dial has failed`
	}
}

// The error that is wrapped is nil: the other one was meant.
//
// row: ER06
//
//proof:observe
//proof:instead c.name, err) => c.name, err2)
func wrapsNil() bool {
	check := func() error {
		c, err := open("x")
		if err != nil {
			return err
		}
		if _, err2 := open(""); err2 != nil {
			return fmt.Errorf("open %s: %w", c.name, err) // want `err is nil here \(line 216 has tested it\), so the new error wraps nothing and says %!w\(<nil>\); wrap the error that is meant`
		}
		return nil
	}
	err := check()
	return err != nil && errors.Unwrap(err) == nil
}

// row: ER06
//
//proof:observe
//proof:instead var err error => err := errors.ErrUnsupported
func wrapsUnset() bool {
	check := func(n int) error {
		var err error //proof:at
		if n > 3 {
			return fmt.Errorf("%d is too large: %w", n, err) // want `err is nil here \(it is set nowhere\)`
		}
		return nil
	}
	err := check(4)
	return errors.Unwrap(err) == nil
}
