// Package govet runs go vet with this executable as its tool, and reads what
// comes back.
package govet

import (
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
)

// A Command is what is to be analysed, and how.
type Command struct {
	Tool       string   // executable that speaks go vet's protocol
	BuildFlags []string // the go command's: -tags, -mod
	ToolFlags  []string // the tool's: which checks, and their settings
	Packages   []string
	Unit       func() // called after each analysed package; may be nil
}

// Output is what one run found.
type Output struct {
	Units   []Unit
	Stderr  string // what go vet said although it succeeded, as with -x
	Failure *Failure
}

// Analyze runs the checks.
func (c Command) Analyze() Output {
	var units []Unit
	stderr, err := c.run(func(stdout io.Reader) (err error) {
		units, err = decode(stdout, c.Unit)
		return err
	}, "-json")
	out := Output{Units: units, Stderr: stderr}
	if err != nil {
		out.Failure, out.Stderr = explain(stderr, err), ""
	}
	return out
}

// Fix applies the first fix of each finding.
func (c Command) Fix() *Failure {
	stderr, err := c.run(func(io.Reader) error { return nil }, "-fix")
	if err != nil {
		return explain(stderr, err)
	}
	return nil
}

// Diff returns what Fix would change in files that are wanted, as a unified diff
// with file names relative to dir.
func (c Command) Diff(dir string, wanted func(file string) bool) (string, *Failure) {
	var diff bytes.Buffer
	stderr, err := c.run(func(stdout io.Reader) error {
		_, err := io.Copy(&diff, stdout)
		return err
	}, "-fix", "-diff")
	// Its status is 1 if there is a difference.
	if exit := new(exec.ExitError); errors.As(err, &exit) && diff.Len() > 0 && stderr == "" {
		err = nil
	}
	if err != nil {
		return tidyDiff(diff.String(), dir, wanted), explain(stderr, err)
	}
	return tidyDiff(diff.String(), dir, wanted), nil
}

func (c Command) run(read func(stdout io.Reader) error, mode ...string) (stderr string, err error) {
	args := slices.Concat(
		[]string{"vet", "-vettool=" + c.Tool},
		mode,
		c.BuildFlags,
		// With -trimpath the cache would replay findings with the file
		// names of another checkout. This overrides GOFLAGS.
		[]string{"-trimpath=false"},
		c.ToolFlags,
		[]string{"--"},
		c.Packages,
	)
	var said bytes.Buffer
	cmd := exec.Command("go", args...)
	cmd.Stderr = &said
	cmd.Stdin = os.Stdin
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		return "", err
	}
	if err := cmd.Start(); err != nil {
		return "", err
	}
	readErr := read(stdout)
	io.Copy(io.Discard, stdout) // or go vet would wait for its reader
	err = errors.Join(cmd.Wait(), readErr)
	return withoutDownloads(said.String()), err
}

// withoutDownloads drops what go says while it fetches modules: editors take
// anything on standard error for a failure.
func withoutDownloads(stderr string) string {
	var rest strings.Builder
	for line := range strings.Lines(stderr) {
		if !strings.HasPrefix(line, "go: downloading ") {
			rest.WriteString(line)
		}
	}
	return rest.String()
}

// Count returns how many packages a run will analyse: those with tests in a
// package of their own count twice. It is an error if go list can't tell.
func (c Command) Count() (int, error) {
	args := slices.Concat([]string{"list", "-e", "-f",
		`{{if or .GoFiles .CgoFiles .TestGoFiles}}.{{end}}{{if .XTestGoFiles}}.{{end}}`},
		c.BuildFlags, []string{"--"}, c.Packages)
	out, err := exec.Command("go", args...).Output()
	return bytes.Count(out, []byte(".")), err
}
