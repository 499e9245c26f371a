package proof_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/internal/proof"
	"github.com/gocorelint/gocorelint/docs"
)

// In one binary with others a program does what it does in its own: it is
// package main, and has no arguments.
func TestPrograms(t *testing.T) {
	programs, err := proof.BuildPrograms(map[string][]byte{
		"first": []byte(`package main

import (
	"fmt"
	"os"
	"runtime"
)

type number int

func main() { fmt.Printf("%T %d %d\n", number(1), len(os.Args), runtime.NumGoroutine()) }
`),
		"second": []byte(`package main

type failure struct{ code int }

func (f failure) Error() string { return "failed" }

func fail(code int) { panic(failure{code}) }

func main() {
	fail(5)
}
`)}, nil, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	if out, err := programs.Run("first"); out != "main.number 1 1\n" || err != nil {
		t.Errorf("%v: %s", err, out)
	}
	out, err := programs.Run("second")
	const want = "panic: failed\nmain.fail(...)\n\tmain.go:7\nmain.main()\n"
	if err == nil {
		t.Error("a program that panics ends well")
	}
	if missing, ok := docs.Shows(out, want); !ok {
		t.Errorf("%q is missing in\n%s", missing, out)
	}
	if _, err := proof.BuildPrograms(map[string][]byte{"library": []byte("package library\n")}, nil, t.TempDir()); err == nil {
		t.Error("a package that is no program is accepted")
	}
}
