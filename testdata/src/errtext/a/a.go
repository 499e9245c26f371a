// Package a recognizes errors by their text.
package a

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"strings"
)

// accept returns the error of a listener that is closed.
func accept() error {
	l, err := net.Listen("tcp", "localhost:0")
	if err != nil {
		return err
	}
	l.Close()
	_, err = l.Accept()
	return err
}

// quoting returns an error that quotes other words.
func quoting(name string) error {
	return &fs.PathError{Op: "open", Path: strings.Clone(name), Err: fs.ErrNotExist}
}

// The error of package net says more. It reports whether the end of the
// listener is taken for a mistake.
//
// row: ER14
//
//proof:observe
//proof:instead err.Error() == "use of closed network connection" => errors.Is(err, net.ErrClosed)
func closed() bool {
	err := accept()
	if err.Error() == "use of closed network connection" { // want `net.ErrClosed is missed as soon as its text says more, as errors of package net do and wrapped ones: use errors.Is\(err, net.ErrClosed\)`
		return false
	}
	return errors.Is(err, net.ErrClosed)
}

// Somebody adds what he knows.
//
// row: ER14
//
//proof:observe
//proof:instead err.Error() != "EOF" => !errors.Is(err, io.EOF)
func wrapped() bool {
	err := fmt.Errorf("reading the header: %w", io.EOF)
	return err.Error() != "EOF" // want `io.EOF is missed as soon as its text says more`
}

const noRows = "sql: no rows in result set"

// A switch statement, a constant with a name.
//
// row: ER14
//
//proof:observe
//proof:instead switch err.Error() { => switch {
//proof:instead case noRows: => case errors.Is(err, sql.ErrNoRows):
func switched() bool {
	err := fmt.Errorf("user 7: %w", sql.ErrNoRows)
	found := errors.Is(err, sql.ErrNoRows)
	switch err.Error() { //proof:at
	case noRows: // want `sql.ErrNoRows is missed`
		found = false
	}
	return found
}

// A file has the name.
//
// row: ER14
//
//proof:observe
//proof:instead strings.Contains(err.Error(), "context canceled") => errors.Is(err, context.Canceled)
func quotes() bool {
	err := quoting("why the context canceled.txt")
	return strings.Contains(err.Error(), "context canceled") // want `every error with these words is taken for context.Canceled, also one that quotes them: use errors.Is\(err, context.Canceled\)`
}

// With what comes before it.
//
//proof:observe
//proof:instead strings.HasSuffix(err.Error(), ": use of closed network connection") => errors.Is(err, net.ErrClosed)
func suffix() bool {
	err := fmt.Errorf("chapter 3: %w", errors.New("diagnosis: use of closed network connection"))
	return strings.HasSuffix(err.Error(), ": use of closed network connection") // want `every error with these words is taken for net.ErrClosed`
}

type failure = error

// Another name of the type, in a closure, in parentheses; the text first.
//
//proof:observe
//proof:instead text == (err).Error() => errors.Is(err, context.DeadlineExceeded) || text == ""
func alias() bool {
	var err failure = fmt.Errorf("dial: %w", context.DeadlineExceeded)
	const text = "context deadline exceeded"
	late := func() bool { return text == (err).Error() } // want `context.DeadlineExceeded is missed`
	return !late()
}

// The error of a call, in a loop over a function.
//
//proof:observe
//proof:instead err.Error() == "http: Server closed" => err != nil
func iterated() bool {
	errs := func(yield func(error) bool) { yield(fmt.Errorf("serve: %w", errors.New("http: Server closed"))) }
	for err := range errs {
		if err.Error() == "http: Server closed" { // want `http.ErrServerClosed is missed`
			return false
		}
	}
	return true
}
