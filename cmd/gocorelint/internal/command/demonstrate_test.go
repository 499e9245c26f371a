package command

import (
	"bytes"
	"strings"
	"testing"

	"github.com/gocorelint/gocorelint/analyzers"
	"github.com/gocorelint/gocorelint/cmd/gocorelint/internal/console"
	"github.com/gocorelint/gocorelint/cmd/gocorelint/internal/suite"
	"github.com/gocorelint/gocorelint/docs"
)

// The wrong program of every page shows with the user's own Go, without any
// setting, what the page says that it does.
func TestExplainRunsAllChecks(t *testing.T) {
	if testing.Short() {
		t.Skip("builds a program for each check")
	}
	for _, check := range analyzers.Checks() {
		t.Run(check.Name, func(t *testing.T) {
			t.Parallel()
			page, err := docs.Check(check.Name, "en")
			if err != nil {
				t.Fatal(err)
			}
			var out, errs bytes.Buffer
			cmd := Command{Checks: func() suite.Suite { return analyzers.Checks() }}
			status := cmd.explain(&console.Console{Out: &out, Err: &errs}, []string{"-run", check.Name})
			if status != Clean || errs.Len() > 0 {
				t.Fatalf("status %d: %s", status, &errs)
			}
			_, printed, ok := strings.Cut(out.String(), "\n$ go run main.go\n")
			if !ok {
				t.Fatalf("it does not show the program:\n%s", &out)
			}
			wrong := docs.Programs(page)[0]
			if !wrong.Wrong || !strings.HasPrefix(out.String(), wrong.Source) {
				t.Errorf("it does not show the wrong program of the page, but\n%s", &out)
			}
			if missing, ok := docs.Shows(printed, wrong.Output); !ok {
				t.Errorf("%q is missing in what it prints:\n%s", missing, printed)
			}
			if !strings.Contains(printed, "(exit status ") {
				t.Errorf("it does not end:\n%s", printed)
			}
		})
	}
}

// Where the program does something else, the user is told.
func TestExplainTellsTheDifference(t *testing.T) {
	var out bytes.Buffer
	const source = "package main\n\nfunc main() { println(1) }\n"
	p := docs.Program{Source: source, Output: "2\n"}
	if err := runProgram(&console.Console{Out: &out}, t.TempDir(), p); err != nil {
		t.Fatal(err)
	}
	const want = source + "\n$ go run main.go\n1\n(exit status 0)\n(with the Go of the page it prints 2)\n"
	if out.String() != want {
		t.Errorf("%s\nwant %s", &out, want)
	}
}
