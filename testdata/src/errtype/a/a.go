// Package a has tests of errors that can never succeed.
package a

import (
	"crypto/x509"
	"errors"
	"fmt"
	"io/fs"
	"os"
)

type notFound struct{ name string }

func (n *notFound) Error() string { return n.name + " not found" }

var errClosed = errors.New("closed")

func find() error { return &notFound{"a"} }

// row: ER13
//
//proof:observe
//proof:instead errors.Is(find(), &notFound{"a"}) => errors.As(find(), new(*notFound))
func pointer() bool {
	return !errors.Is(find(), &notFound{"a"}) // want `this never matches: the target is made here, and no error is equal to a new pointer; use errors.As`
}

// row: ER13
//
//proof:observe
//proof:instead err := errors.New("closed") => err := errClosed
//proof:instead err, errors.New("closed") => err, errClosed
func text() bool {
	err := errors.New("closed")
	return !errors.Is(err, errors.New("closed")) // want `this never matches: .* compare with a package variable`
}

// row: ER13
//
//proof:observe
//proof:instead err != &notFound{"a"} => !errors.As(err, new(*notFound))
func equal() bool {
	err := find()
	return err != &notFound{"a"} && // want `this never matches`
		err != fmt.Errorf("a not found") // want `this never matches`
}

// row: ER12
//
//proof:observe
//proof:instead errors.Is(errClosed, err) => errors.Is(err, errClosed)
func order() bool {
	err := fmt.Errorf("read: %w", errClosed)
	return !errors.Is(errClosed, err) && errors.Is(err, errClosed) // want `errors.Is looks for its second argument in the chain of the first, which is only errClosed itself: swap the arguments`
}

func load(name string) ([]byte, error) {
	b, err := os.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("load: %w", err)
	}
	if len(b) == 0 {
		return nil, errors.New("empty")
	}
	return b, nil
}

// row: ER28
//
//proof:observe
//proof:instead os.IsNotExist(err) => errors.Is(err, fs.ErrNotExist)
func wrappedByFunction() bool {
	_, err := load("/no/such/file")
	return !os.IsNotExist(err) && // want `os.IsNotExist is always false here: it does not look inside of wrapped errors, and the error comes from load, which wraps; use errors.Is\(err, fs.ErrNotExist\)`
		errors.Is(err, fs.ErrNotExist)
}

// row: ER28
//
//proof:observe
//proof:instead os.IsPermission(err) => errors.Is(err, fs.ErrPermission)
func wrappedHere() bool {
	err := fmt.Errorf("x: %w", fs.ErrPermission)
	return !os.IsPermission(err) // want `os.IsPermission is always false here: .* comes from Errorf`
}

type code struct{ n int }

func (c code) Error() string { return fmt.Sprint(c.n) }

func fail() error { return &code{5} }

// Only pointers are ever made.
//
// row: ER11
//
//proof:observe
//proof:instead var c code => var c *code
func valueTarget() bool {
	var c code                    //proof:at
	return !errors.As(fail(), &c) // want `this never matches: errors of type code are made as pointers only; declare the target as \*code`
}

type status struct{ n int }

func (s status) Error() string { return fmt.Sprint(s.n) }

// row: ER11
//
//proof:observe
//proof:instead var s *status => var s status
func pointerTarget() bool {
	err := error(status{5})
	var s *status              //proof:at
	return !errors.As(err, &s) // want `errors of type status are made as values only; declare the target as status`
}

// row: ER11
//
//proof:observe
//proof:instead pointer *x509 => pointer x509
func std() bool {
	err := (&x509.Certificate{}).VerifyHostname("example.org")
	var pointer *x509.HostnameError //proof:at
	var value x509.HostnameError
	return !errors.As(err, &pointer) && errors.As(err, &value) // want `errors of type crypto/x509.HostnameError are made as values only`
}
