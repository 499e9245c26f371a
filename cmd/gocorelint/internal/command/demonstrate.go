package command

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"github.com/gocorelint/gocorelint/cmd/gocorelint/internal/console"
	"github.com/gocorelint/gocorelint/docs"
)

// patience bounds the run of a program that may block for ever.
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
		if err := runProgram(c, dir, p.Source); err != nil {
			c.Errorf("%v", err)
			return NotAnalyzed
		}
		return Clean
	}
	c.Errorf("the page of %s has no program to run", check)
	return Usage
}

func runProgram(c *console.Console, dir, source string) error {
	for name, text := range map[string]string{"main.go": source, "go.mod": "module wrong\n\ngo 1.24\n"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			return err
		}
	}
	fmt.Fprintf(c.Out, "%s\n$ go run main.go\n", source)
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	build := exec.CommandContext(ctx, "go", "build", "-o", filepath.Join(dir, "wrong.exe"), ".")
	build.Dir = dir
	build.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOWORK=off", "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		return fmt.Errorf("the program does not build with your Go: %v\n%s", err, out)
	}
	cmd := exec.CommandContext(ctx, filepath.Join(dir, "wrong.exe"))
	cmd.Stdout, cmd.Stderr = c.Out, c.Out
	err := cmd.Run()
	if ctx.Err() != nil {
		fmt.Fprintf(c.Out, "(stopped after %v: it would never end)\n", patience)
		return nil
	}
	if cmd.ProcessState == nil {
		return err
	}
	fmt.Fprintf(c.Out, "(exit status %d)\n", cmd.ProcessState.ExitCode())
	return nil
}
