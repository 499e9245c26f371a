// Package ok ends the process, or seems to.
package ok

import (
	"bufio"
	"errors"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
)

var functions = map[string]func(){
	"outer": outer, "before": before, "file": file, "failed": failed, "byHand": byHand, "label": label, "iterated": iterated, "cleans": cleans, "hands over": handsOver,
}

func init() {
	if f := functions[os.Getenv("DEFEREXITOK")]; f != nil {
		f()
		os.Exit(0)
	}
}

func run(name string) {
	dir, err := os.MkdirTemp("", "deferexit")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	exe, err := os.Executable()
	if err != nil {
		panic(err)
	}
	cmd := exec.Command(exe)
	cmd.Env = append(os.Environ(), "DEFEREXITOK="+name, "DIR="+dir)
	cmd.Run()
	left, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil || len(left) > 0 {
		panic("left behind")
	}
}

func temp() string {
	dir, err := os.MkdirTemp(os.Getenv("DIR"), "x")
	if err != nil {
		panic(err)
	}
	return dir
}

func inner() int {
	dir := temp()
	defer os.RemoveAll(dir)
	return 1
}

// The function with the defer statement returns.
//
//proof:by outerRuns
func outer() { os.Exit(inner()) }

//proof:ok
func outerRuns() { run("outer") }

// The process ends before there is anything to remove.
//
//proof:by beforeRuns
func before() {
	if os.Getenv("DIR") != "" {
		log.Fatal("no")
	}
	dir := temp()
	defer os.RemoveAll(dir)
}

//proof:ok
func beforeRuns() { run("before") }

// The kernel closes files and releases what is locked in the process.
//
//proof:by fileRuns
func file() {
	f, err := os.Open(os.DevNull)
	if err != nil {
		log.Fatal(err)
	}
	defer f.Close()
	os.Exit(3)
}

//proof:ok
func fileRuns() { run("file") }

// Where the work has failed, the end of its output is not missed.
//
//proof:by failedRuns
func failed() {
	w := bufio.NewWriter(os.Stdout)
	defer w.Flush()
	if os.Getenv("DIR") != "" {
		log.Fatal("failed")
	}
}

//proof:ok
func failedRuns() { run("failed") }

// Done by hand, and nothing is deferred.
//
//proof:by byHandRuns
func byHand() {
	dir := temp()
	os.RemoveAll(dir)
	log.Fatal("done")
}

//proof:ok
func byHandRuns() { run("byHand") }

// A panic runs what is deferred.
//
//proof:ok
func panics() {
	dir := temp()
	func() {
		defer func() { recover() }()
		defer os.RemoveAll(dir)
		log.Panic("no")
	}()
	if _, err := os.Stat(dir); !errors.Is(err, os.ErrNotExist) {
		panic("left behind")
	}
}

// So does the end of a goroutine.
//
//proof:ok
func goexit() {
	dir := temp()
	done := make(chan bool)
	go func() {
		defer close(done)
		defer os.RemoveAll(dir)
		runtime.Goexit()
	}()
	<-done
	if _, err := os.Stat(dir); !errors.Is(err, os.ErrNotExist) {
		panic("left behind")
	}
}

type system struct{ exited bool }

func (s *system) Exit(int)  { s.exited = true }
func (s *system) Fatal(any) { s.exited = true }

// A method of the same name.
//
//proof:ok
func other() {
	var os2 system
	dir := temp()
	func() {
		defer os.RemoveAll(dir)
		os2.Exit(1)
	}()
	if _, err := os.Stat(dir); !errors.Is(err, os.ErrNotExist) {
		panic("left behind")
	}
}

// A function value: what it does is unknown.
//
//proof:ok
func value() {
	exit := os.Exit
	exit = func(int) {}
	dir := temp()
	defer os.RemoveAll(dir)
	exit(1)
}

// A label leads back, and only then to the end.
//
//proof:by labelRuns
func label() {
	n := 0
again:
	inner()
	if n++; n < 3 {
		goto again
	}
	os.Exit(n)
}

//proof:ok
func labelRuns() { run("label") }

// A literal that is only made.
//
//proof:ok
func made() {
	dir := temp()
	fail := func() { os.Exit(1) }
	func() {
		defer os.RemoveAll(dir)
		_ = fail
	}()
	if _, err := os.Stat(dir); !errors.Is(err, os.ErrNotExist) {
		panic("left behind")
	}
}

// A helper that may come back.
//
//proof:ok
func maybe() {
	dir := temp()
	defer os.RemoveAll(dir)
	check(nil)
}

func check(err error) {
	if err != nil {
		os.Exit(1)
	}
}

// Each round of the iterator has its own function.
//
//proof:by iteratedRuns
func iterated() {
	for range func(yield func() bool) { _ = yield() && yield() } {
		inner()
	}
	os.Exit(0)
}

//proof:ok
func iteratedRuns() { run("iterated") }

// The goroutine removes what is left itself.
//
//proof:by cleansRuns
func cleans() {
	dir := temp()
	defer os.RemoveAll(dir)
	done := make(chan bool)
	go func() {
		if err := errors.New("failed"); err != nil {
			os.RemoveAll(dir)
			log.Fatal(err)
		}
		close(done)
	}()
	<-done
}

//proof:ok
func cleansRuns() { run("cleans") }

// The function ends by itself.
//
//proof:by handsOverRuns
func handsOver() {
	dir := temp()
	defer os.RemoveAll(dir)
	failed := make(chan error)
	go func() { failed <- errors.New("failed") }()
	if err := <-failed; err != nil {
		log.Print(err)
		return
	}
}

//proof:ok
func handsOverRuns() { run("hands over") }
