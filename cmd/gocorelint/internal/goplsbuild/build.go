// Package goplsbuild implements "gocorelint gopls build": it builds a gopls
// that also runs the checks of gocorelint.
//
// gopls has no plugins, and its list of analyzers is in an internal package.
// Go's rule for internal packages is about import paths: a main module whose
// path lies below golang.org/x/tools/gopls may import them. So the command
// writes a small module of that name (its source is in the directory
// wrapper), which requires an unmodified gopls and this module, and builds
// it. The path is never fetched and never published.
package goplsbuild

import (
	"context"
	"debug/buildinfo"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
)

// Version is the version of gopls that is built: the newest that works with
// the Go version and the golang.org/x/tools of this module.
const Version = "v0.23.0"

const usage = `usage: gocorelint gopls build [-o file] [-src dir]

Build builds gopls ` + Version + ` with the checks of gocorelint, from unmodified modules,
and installs it as gopls-gocorelint where "go install" puts commands.
Editors use it in the place of gopls.

`

// Run runs the command with the arguments that follow "gocorelint gopls".
// It returns the exit status: 0, 1 if the build failed, or 2 if the
// arguments are wrong.
func Run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("gocorelint gopls build", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.Usage = func() {
		fmt.Fprint(stderr, usage)
		flags.PrintDefaults()
	}
	out := flags.String("o", "", "write the binary to `file` and install nothing")
	src := flags.String("src", "", "take the checks from the checkout of gocorelint in `dir`, not from the version of this binary")
	if len(args) == 0 || args[0] != "build" {
		flags.Usage()
		return 2
	}
	switch err := flags.Parse(args[1:]); {
	case errors.Is(err, flag.ErrHelp):
		return 0
	case err != nil:
		return 2
	case flags.NArg() > 0:
		fmt.Fprintf(stderr, "gocorelint gopls build: unexpected argument %q\n", flags.Arg(0))
		return 2
	}
	if err := build(ctx, *out, *src, stdout, stderr); err != nil {
		fmt.Fprintf(stderr, "gocorelint gopls build: %v\n", err)
		return 1
	}
	return 0
}

func build(ctx context.Context, out, src string, stdout, stderr io.Writer) error {
	self, err := findSelf(src)
	if err != nil {
		return err
	}
	if out == "" {
		if out, err = installPath(ctx); err != nil {
			return err
		}
	}
	if out, err = filepath.Abs(out); err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "gocorelint-gopls-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	if err := writeModule(dir, self); err != nil {
		return err
	}
	fmt.Fprintf(stderr, "building gopls %s with the checks of %s; the first build compiles everything and takes minutes\n", Version, self)
	if err := goBuild(ctx, dir, out, stderr); err != nil {
		return err
	}
	if err := try(ctx, out); err != nil {
		os.Remove(out)
		return err
	}
	fmt.Fprintln(stdout, out)
	return nil
}

// try starts the binary: it ends at once, with a message, where its gopls is
// not made as the wrapper expects. One for another platform can't be tried.
func try(ctx context.Context, bin string) error {
	info, err := buildinfo.ReadFile(bin)
	if err != nil {
		return err
	}
	for _, s := range info.Settings {
		if s.Key == "GOOS" && s.Value != runtime.GOOS || s.Key == "GOARCH" && s.Value != runtime.GOARCH {
			return nil
		}
	}
	if output, err := exec.CommandContext(ctx, bin, "version").CombinedOutput(); err != nil {
		return fmt.Errorf("the gopls that was built does not start: %w\n%s", err, output)
	}
	return nil
}

// goBuild builds the module in dir. Its go.sum is made on the way, from the
// checksum database as the user has set it up.
func goBuild(ctx context.Context, dir, out string, stderr io.Writer) error {
	cmd := exec.CommandContext(ctx, "go", "build", "-mod=mod", "-o", out, ".")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOWORK=off", "PWD="+dir)
	cmd.Stdout, cmd.Stderr = stderr, stderr
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("go build: %w", err)
	}
	return nil
}

// installPath is where "go install" would put the command.
func installPath(ctx context.Context) (string, error) {
	output, err := exec.CommandContext(ctx, "go", "env", "GOBIN", "GOPATH").Output()
	if err != nil {
		return "", fmt.Errorf("go env: %w", err)
	}
	bin, gopath, _ := strings.Cut(strings.TrimRight(string(output), "\r\n"), "\n")
	if bin = strings.TrimSpace(bin); bin == "" {
		list := filepath.SplitList(strings.TrimSpace(gopath))
		if len(list) == 0 {
			return "", errors.New("neither GOBIN nor GOPATH is set: name the binary with -o")
		}
		bin = filepath.Join(list[0], "bin")
	}
	name := "gopls-gocorelint"
	if runtime.GOOS == "windows" {
		name += ".exe"
	}
	return filepath.Join(bin, name), nil
}
