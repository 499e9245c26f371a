// Package a ends the process with work to be done.
package a

import (
	"bufio"
	"errors"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
)

// What is to be looked at runs in a process of its own, which is this program
// again.
var functions = map[string]func(){
	"main": likeMain, "fatal": fatal, "literal": literal, "helper": helper, "flush": flush, "method": method, "switched": switched, "goroutine": fromGoroutine, "wait group": fromWaitGroup,
}

// here tells the copies of this package from each other.
var here = reflect.TypeFor[program]().PkgPath() + " "

func init() {
	if f := functions[strings.TrimPrefix(os.Getenv("DEFEREXIT"), here)]; f != nil {
		f()
		os.Exit(0)
	}
}

var size int64 // of the first thing that a run has left

// run runs a function and says what it leaves in its directory.
func run(name string) (left []string) {
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
	cmd.Env = append(os.Environ(), "DEFEREXIT="+here+name, "DIR="+dir)
	cmd.Run()
	left, err = filepath.Glob(filepath.Join(dir, "*"))
	if err != nil {
		panic(err)
	}
	if len(left) > 0 {
		if info, err := os.Stat(left[0]); err == nil {
			size = info.Size()
		}
	}
	return left
}

func temp() string {
	dir, err := os.MkdirTemp(os.Getenv("DIR"), "x")
	if err != nil {
		panic(err)
	}
	return dir
}

func work() int { return 0 }

var errWork = errors.New("failed")

// The usual form of TestMain, and of main.
//
// row: DF11
//
//proof:by likeMainRuns
//proof:instead os.Exit(code) => os.RemoveAll(dir); os.Exit(code)
func likeMain() {
	dir := temp()
	defer os.RemoveAll(dir) // want `this deferred call never runs, and the directory stays: every path from here ends in os.Exit \(line \d+\)`
	code := work()
	os.Exit(code) //proof:at
}

//proof:observe
func likeMainRuns() bool { return len(run("main")) == 1 }

// An error skips it.
//
// row: DF11
//
//proof:by fatalRuns
//proof:instead log.Fatal(err) => os.RemoveAll(dir); log.Fatal(err)
func fatal() {
	dir := temp()
	defer os.RemoveAll(dir)
	if err := errWork; err != nil {
		log.Fatal(err) // want `log.Fatal ends the process at once: the deferred os.RemoveAll of line \d+ does not run, and the directory stays; return, and exit in the caller`
	}
}

//proof:observe
func fatalRuns() bool { return len(run("fatal")) == 1 }

// In a function literal.
//
//proof:by literalRuns
//proof:instead log.Fatalln(work()) => os.RemoveAll(dir); log.Fatalln(work())
func literal() {
	dir := temp()
	start := func() {
		defer func() { // want `never runs, and the directory stays`
			if err := os.RemoveAll(dir); err != nil {
				log.Print(err)
			}
		}()
		log.Fatalln(work()) //proof:at
	}
	start()
}

//proof:observe
func literalRuns() bool { return len(run("literal")) == 1 }

func die(err error) {
	log.Print(err)
	os.Exit(2)
}

func check(err error) {
	if err != nil {
		die(err)
	}
}

// A helper ends the process.
//
// row: DF12
//
//proof:by helperRuns
//proof:instead die(errWork) => os.RemoveAll(dir); die(errWork)
func helper() {
	dir := temp()
	defer os.RemoveAll(dir)
	if work() == 0 {
		die(errWork) // want `die ends the process at once: the deferred os.RemoveAll`
	}
}

//proof:observe
func helperRuns() bool { return len(run("helper")) == 1 }

// The last bytes of a file.
//
//proof:by flushRuns
//proof:instead os.Exit(work()) => w.Flush(); os.Exit(work())
func flush() {
	f, err := os.Create(filepath.Join(os.Getenv("DIR"), "out"))
	check(err)
	w := bufio.NewWriter(f)
	defer w.Flush() // want `this deferred call never runs, and its last bytes are lost`
	w.WriteString("text")
	if err := f.Sync(); err != nil {
		log.Fatal(err)
	}
	os.Exit(work()) //proof:at
}

//proof:observe
func flushRuns() bool { return len(run("flush")) == 1 && size == 0 }

type program struct{ dir string }

//proof:by methodRuns
//proof:instead os.Exit(1) => os.RemoveAll(p.dir); os.Exit(1)
func (p *program) main() {
	defer os.RemoveAll(p.dir) // want `never runs`
	for i := range 3 {
		if i == 2 {
			os.Exit(1) //proof:at
		}
	}
	die(nil)
}

func method() { (&program{temp()}).main() }

//proof:observe
func methodRuns() bool { return len(run("method")) == 1 }

//proof:by switchedRuns
//proof:instead os.Exit(0) => os.RemoveAll(dir); os.Exit(0)
func switched() {
	dir := temp()
	defer os.RemoveAll(dir)
	switch work() {
	case 0:
		os.Exit(0) // want `os.Exit ends the process at once`
	case 1:
		return
	}
}

//proof:observe
func switchedRuns() bool { return len(run("switched")) == 1 }

// row: G17
//
//proof:by goroutineRuns
//proof:instead log.Fatal(err) => os.RemoveAll(dir); log.Fatal(err)
func fromGoroutine() {
	dir := temp()
	defer os.RemoveAll(dir)
	done := make(chan bool)
	go func() {
		if err := errWork; err != nil {
			log.Fatal(err) // want `log.Fatal ends the process at once, from a goroutine: the deferred os.RemoveAll of the function that starts it \(line \d+\) does not run, and the directory stays; hand the error over and let that function end`
		}
		close(done)
	}()
	<-done
}

//proof:observe
func goroutineRuns() bool { return len(run("goroutine")) > 0 }

// row: G17
//
//proof:by waitGroupRuns
//proof:instead die(errWork) => os.RemoveAll(dir); die(errWork)
func fromWaitGroup() {
	var wg sync.WaitGroup
	dir := temp()
	defer os.RemoveAll(dir)
	wg.Go(func() {
		die(errWork) // want `die ends the process at once, from a goroutine`
	})
	wg.Wait()
}

//proof:observe
func waitGroupRuns() bool { return len(run("wait group")) > 0 }
