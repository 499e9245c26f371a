// Command summary runs the fixtures of all checks and prints what is proven.
//
//	go run ./analyzers/internal/proof/summary
//
// It exits with status 1 if something is not as it is claimed.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"

	"github.com/gocorelint/gocorelint/analyzers/internal/proof"
)

func main() {
	ok, err := run()
	if err != nil {
		fmt.Fprintln(os.Stderr, "summary:", err)
	}
	if !ok || err != nil {
		os.Exit(1)
	}
}

func run() (ok bool, err error) {
	_, file, _, _ := runtime.Caller(0)
	root := filepath.Join(filepath.Dir(file), "..", "..", "..", "..", "testdata")
	checks, err := proof.Suite(root)
	if err != nil {
		return false, err
	}
	dir, err := os.MkdirTemp("", "proof")
	if err != nil {
		return false, err
	}
	defer os.RemoveAll(dir)
	report, err := proof.Run(root, dir, checks)
	if err != nil {
		return false, err
	}
	failures := report.Failures()
	for _, f := range failures {
		fmt.Fprintln(os.Stderr, f)
	}
	report.Print(os.Stdout)
	fmt.Println("What the run took:")
	report.Stages.Print(os.Stdout)
	return len(failures) == 0, nil
}
