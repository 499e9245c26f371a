package main

import (
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/creack/pty"
	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/mod/semver"
)

// The scripts run the commands as they are built for users, in modules of
// their own. toylint is gocorelint with checks made for these tests.

func TestCommand(t *testing.T) { runScripts(t, "testdata/command", build(t), "") }

func TestVettool(t *testing.T) { runScripts(t, "testdata/vettool", build(t), "v0.48.0") }

// From x/tools v0.50 on, the tool has to read types from where it reads facts,
// and no package may be skipped. A module that uses gocorelint as a tool may
// raise the version so.
func TestVettoolWithNewerTools(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the tools again")
	}
	dir := t.TempDir()
	for _, name := range []string{"go.mod", "go.sum"} {
		data, err := os.ReadFile("../../" + name)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	modfile := "-modfile=" + filepath.Join(dir, "go.mod")
	const tools = "v0.52.0"
	goCommand(t, "get", modfile, "golang.org/x/tools@"+tools)
	runScripts(t, "testdata/vettool", build(t, "-mod=mod", modfile), tools)
}

// The tool is started for each package: net would make it a dynamic executable,
// a third larger, for nothing that it does.
func TestNoNet(t *testing.T) {
	for pkg := range strings.SplitSeq(goCommand(t, "list", "-deps", "."), "\n") {
		if pkg == "net" || pkg == "os/user" || pkg == "runtime/cgo" {
			t.Errorf("the tool needs %s", pkg)
		}
	}
}

// build builds the commands and returns their directory.
func build(t *testing.T, flags ...string) string {
	t.Helper()
	dir := t.TempDir()
	args := append([]string{"build", "-o", dir + string(filepath.Separator)}, flags...)
	goCommand(t, append(args, ".", "./internal/toylint")...)
	return dir
}

func goCommand(t *testing.T, args ...string) string {
	t.Helper()
	out, err := exec.Command("go", args...).CombinedOutput()
	if err != nil {
		t.Fatalf("go %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return strings.TrimSpace(string(out))
}

// runScripts runs the scripts with the commands in bin. They may want to know
// the version of x/tools in them.
func runScripts(t *testing.T, scripts, bin, tools string) {
	cache := goCommand(t, "env", "GOCACHE")
	testscript.Run(t, testscript.Params{
		Dir:                 scripts,
		RequireExplicitExec: true,
		UpdateScripts:       os.Getenv("UPDATE_SCRIPTS") != "",
		Setup: func(e *testscript.Env) error {
			e.Setenv("PATH", bin+string(filepath.ListSeparator)+e.Getenv("PATH"))
			e.Setenv("BIN", bin)
			e.Setenv("TOOLS", tools)
			e.Setenv("GOCACHE", cache)
			e.Setenv("GOPROXY", "off")
			e.Setenv("GOTOOLCHAIN", "local")
			e.Setenv("GOENV", "off")
			e.Setenv("GOVERSION", runtime.Version())
			e.Setenv("TERM", "xterm")
			return nil
		},
		Condition: func(cond string) (bool, error) {
			switch cond {
			case "pty":
				return runtime.GOOS != "windows", nil
			case "old-tools":
				return semver.Compare(tools, "v0.50.0") < 0, nil
			}
			return false, errors.New("unknown condition")
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"status":   status,
			"terminal": terminal,
		},
	})
}

// status N COMMAND... runs a command whose exit status must be N.
func status(ts *testscript.TestScript, neg bool, args []string) {
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		exit := new(exec.ExitError)
		if !errors.As(err, &exit) {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit status %d, want %d", got, want)
	}
}

// terminal N WIDTH COMMAND... runs a command on a terminal; its exit status must
// be N. What the terminal got is in the file terminal.out afterwards, with ESC
// for the escape character.
func terminal(ts *testscript.TestScript, neg bool, args []string) {
	width, err := strconv.ParseUint(args[1], 10, 16)
	ts.Check(err)
	path, err := exec.LookPath(filepath.Join(ts.Getenv("BIN"), args[2]))
	ts.Check(err)
	cmd := exec.Command(path, args[3:]...)
	cmd.Dir = ts.MkAbs(".")
	for _, name := range []string{"PATH", "HOME", "GOCACHE", "GOPROXY", "GOTOOLCHAIN", "GOENV", "TERM", "NO_COLOR", "TMPDIR", "TOYTIME"} {
		if v := ts.Getenv(name); v != "" {
			cmd.Env = append(cmd.Env, name+"="+v)
		}
	}
	tty, err := pty.StartWithSize(cmd, &pty.Winsize{Rows: 24, Cols: uint16(width)})
	ts.Check(err)
	out, err := io.ReadAll(tty)
	if err != nil && !errors.Is(err, syscall.EIO) { // how Linux says that the other end is closed
		ts.Fatalf("%v", err)
	}
	cmd.Wait()
	out = bytes.ReplaceAll(out, []byte("\r\n"), []byte("\n"))
	out = bytes.ReplaceAll(out, []byte("\x1b"), []byte("ESC"))
	ts.Check(os.WriteFile(ts.MkAbs("terminal.out"), out, 0o666))
	ts.Logf("[terminal]\n%s", out)
	if got := strconv.Itoa(cmd.ProcessState.ExitCode()); got != args[0] {
		ts.Fatalf("exit status %s, want %s", got, args[0])
	}
}
