// Package typeparams has generic functions.
package typeparams

import (
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
)

type local struct{}

// here tells the copies of this package from each other.
var here = reflect.TypeFor[local]().PkgPath()

func init() {
	if os.Getenv("DEFEREXITGENERIC") == here {
		must(0, os.ErrNotExist)
	}
}

//proof:by mustRuns
//proof:instead log.Fatal(err) => os.RemoveAll(dir); log.Fatal(err)
func must[T any](v T, err error) T {
	dir, _ := os.MkdirTemp(os.Getenv("DIR"), "x")
	defer os.RemoveAll(dir)
	if err != nil {
		log.Fatal(err) // want `log.Fatal ends the process at once: the deferred os.RemoveAll of line 27`
	}
	return v
}

//proof:observe
func mustRuns() bool {
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
	cmd.Env = append(os.Environ(), "DEFEREXITGENERIC="+here, "DIR="+dir)
	cmd.Run()
	left, err := filepath.Glob(filepath.Join(dir, "*"))
	return err == nil && len(left) == 1
}

type path = string

//proof:by kept
func with[T any](dir path, f func(path) T) T {
	defer os.RemoveAll(dir)
	return f(dir)
}

//proof:ok
func kept() {
	dir, err := os.MkdirTemp("", "deferexit")
	if err != nil || with(dir, func(p path) string { return p }) != dir {
		panic(err)
	}
}
