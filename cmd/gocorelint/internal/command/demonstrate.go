package command

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"github.com/gocorelint/gocorelint/cmd/gocorelint/internal/console"
	"github.com/gocorelint/gocorelint/docs"
)

// patience bounds the run of a program that may block for ever. Building it may
// take longer: the first time all that it imports is compiled.
const patience = 30 * time.Second

// demonstrate runs the wrong program of a page with the user's own Go and shows
// what it does. The program lives in a folder of its own that is removed.
func demonstrate(c *console.Console, check string) int {
	page, err := docs.Check(check, "en") // the programs are the same in all languages
	if err != nil {
		c.Errorf("%v", err)
		return NotAnalyzed
	}
	for _, p := range docs.Programs(page) {
		if !p.Wrong {
			continue
		}
		dir, err := os.MkdirTemp("", "gocorelint-"+check+"-")
		if err != nil {
			c.Errorf("%v", err)
			return NotAnalyzed
		}
		defer os.RemoveAll(dir)
		if err := runProgram(c, dir, p); err != nil {
			c.Errorf("%v", err)
			return NotAnalyzed
		}
		return Clean
	}
	c.Errorf("the page of %s has no program to run", check)
	return Usage
}

// runProgram builds and runs a program in a folder, and tells if that does not show
// what the page says.
func runProgram(c *console.Console, dir string, p docs.Program) error {
	for name, text := range map[string]string{"main.go": p.Source, "go.mod": "module wrong\n\ngo 1.24\n"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			return err
		}
	}
	fmt.Fprintf(c.Out, "%s\n$ go run main.go\n", p.Source)
	binary := filepath.Join(dir, "wrong.exe")
	build := exec.Command("go", "build", "-ldflags=-s -w", "-o", binary, ".")
	build.Dir = dir
	build.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOWORK=off", "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		return fmt.Errorf("the program does not build with your Go: %v\n%s", err, out)
	}
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	var printed bytes.Buffer
	cmd := exec.CommandContext(ctx, binary)
	cmd.Stdout = io.MultiWriter(c.Out, &printed)
	cmd.Stderr = cmd.Stdout
	err := cmd.Run()
	switch {
	case ctx.Err() != nil:
		fmt.Fprintf(c.Out, "(stopped after %v: it would never end)\n", patience)
	case cmd.ProcessState == nil:
		return err
	default:
		fmt.Fprintf(c.Out, "(exit status %d)\n", cmd.ProcessState.ExitCode())
	}
	if missing, ok := docs.Shows(printed.String(), p.Output); !ok {
		fmt.Fprintf(c.Out, "(with the Go of the page it prints %s)\n", missing)
	}
	return nil
}
