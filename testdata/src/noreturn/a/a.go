package a

import (
	"errors"
	"log"
	"os"
	"runtime"
	"testing"

	"noreturn/lib"
)

func exits() { // want exits:"never returns"
	os.Exit(1)
}

func throughTwo() { // want throughTwo:"never returns"
	wrapped("x")
}

func wrapped(s string) { // want wrapped:"never returns"
	if s == "" {
		panic("empty")
	} else {
		exits()
	}
}

func otherPackage() { // want otherPackage:"never returns"
	lib.Fatal(errors.New("x"))
}

func loops() { // want loops:"never returns"
	for {
	}
}

func blocks() { // want blocks:"never returns"
	select {}
}

func switches(n int) { // want switches:"never returns"
	switch n {
	case 1:
		runtime.Goexit()
	default:
		panic(n)
	}
}

func fails(t *testing.T) { // want fails:"never returns"
	t.Helper()
	t.Fatalf("failed")
}

func failsTB(t testing.TB) { // want failsTB:"never returns"
	t.FailNow()
}

func generic[T any](v T) { // want generic:"never returns"
	log.Panicln(v)
}

func callsGeneric() { // want callsGeneric:"never returns"
	generic[int](1)
}

type server struct{}

func (s *server) die() { // want die:"never returns"
	log.Fatalln("dead")
}

func (s *server) dies() { // want dies:"never returns"
	s.die()
}

func mustValue() int { // want mustValue:"never returns"
	panic("no value")
}

// These return, or may.

func sometimes(b bool) {
	if b {
		os.Exit(1)
	}
}

func breaks() {
	for {
		if len(os.Args) > 1 {
			break
		}
	}
}

func selects(c chan int) {
	select {
	case <-c:
	}
}

func recursive() {
	recursive()
}

func deferred() {
	defer os.Exit(1)
}

func shadowed() {
	panic := func(string) {}
	panic("returns")
}

type exiter interface{ Exit(int) }

func unknown(e exiter) {
	e.Exit(1)
}

func methodValue() {
	f := os.Exit
	f(1)
}

// What libraries declare for themselves of testing.TB.
type testingT interface {
	Errorf(format string, args ...any)
	FailNow()
}

func failsT(t testingT) { // want failsT:"never returns"
	t.Errorf("failed")
	t.FailNow()
}

type logger interface {
	Fatalf(format string, args ...any)
	Fatality() bool
}

func dies(l logger) { // want dies:"never returns"
	l.Fatalf("out of reach")
}

func asks(l logger) {
	l.Fatality()
}

type suite struct{ testingT }

func (s suite) FailNow(msg string) bool { return s.Fail(msg) }
func (s suite) Fail(msg string) bool    { return false }

func failsSuite(s suite) { // want failsSuite:"never returns"
	s.FailNow("x")
}
