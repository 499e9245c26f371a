// Package ok recognizes errors, or texts.
package ok

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"os"
	"strings"
)

var errText = errors.New("use of closed network connection")

//proof:ok
func is() {
	err := fmt.Errorf("accept: %w", net.ErrClosed)
	if !errors.Is(err, net.ErrClosed) {
		panic("not found")
	}
}

// An older library makes an error of its own: both are asked for.
//
//proof:ok
func both() {
	err := errText
	if errors.Is(err, net.ErrClosed) || strings.Contains(err.Error(), "use of closed network connection") {
		return
	}
	panic("not found")
}

//proof:ok
func bothInSwitch() {
	err := errText
	switch {
	case errors.Is(err, net.ErrClosed):
	case strings.HasSuffix(err.Error(), "use of closed network connection"):
	default:
		panic("not found")
	}
}

// Errors of other libraries have no value to compare with, and those of the
// system have another one on each system.
//
//proof:ok
func others() {
	err := errors.New("tag invalid")
	if err.Error() != "tag invalid" || strings.Contains(err.Error(), "connection refused") {
		panic(err)
	}
}

// A part of many texts.
//
//proof:ok
func short() {
	if err := io.ErrUnexpectedEOF; !strings.Contains(err.Error(), "EOF") {
		panic(err)
	}
}

// The text of two errors.
//
//proof:ok
func same() {
	a, b := errors.New("x"), errors.New("x")
	if a.Error() != b.Error() {
		panic(a)
	}
}

// A text that is no error's.
//
//proof:ok
func output() {
	out := "rsync: use of closed network connection"
	if !strings.Contains(out, "use of closed network connection") || out == "EOF" {
		panic(out)
	}
}

type reply struct{ text string }

func (r reply) Error() string { return r.text }

// What a server has answered: its type is known, and not that of io.EOF.
//
//proof:ok
func answered() {
	if r := (reply{"EOF"}); r.Error() != "EOF" {
		panic(r)
	}
}

type status struct{}

func (status) Error(code int) string { return "EOF" }

// Another method.
//
//proof:ok
func method() {
	if (status{}).Error(1) != "EOF" {
		panic("no")
	}
	text := context.Canceled.Error
	if text() != "context canceled" {
		panic("no")
	}
}

// Only printed.
//
//proof:ok
func printed() {
	log.SetOutput(io.Discard)
	defer log.SetOutput(os.Stderr)
	if err := context.Canceled; err != nil {
		log.Print(err.Error() + " == context canceled")
	}
}
