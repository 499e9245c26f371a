package session

import (
	"context"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/gopls/internal/protocol"
	. "golang.org/x/tools/gopls/internal/test/integration"
	"golang.org/x/tools/gopls/internal/test/integration/fake"
	"golang.org/x/tools/gopls/internal/util/fakenet"
	"golang.org/x/tools/internal/jsonrpc2"
	"golang.org/x/tools/txtar"
)

// A finding is a line of the fixture's list.
type finding struct{ file, line, check, kind string }

type fixture struct {
	files          map[string][]byte
	want           []finding
	fixable        []finding
	acrossPackages []finding
	changedLib     string
}

func readFixture(t *testing.T) *fixture {
	t.Helper()
	archive, err := txtar.ParseFile("../fixture.txtar")
	if err != nil {
		t.Fatal(err)
	}
	f := &fixture{files: make(map[string][]byte)}
	for _, file := range archive.Files {
		switch file.Name {
		case "want":
			f.readWant(t, string(file.Data))
		case "lib/changed":
			f.changedLib = string(file.Data)
		default:
			f.files[file.Name] = file.Data
		}
	}
	if len(f.want) == 0 {
		t.Fatal("the fixture wants nothing to be found")
	}
	return f
}

func (f *fixture) readWant(t *testing.T, list string) {
	t.Helper()
	for line := range strings.Lines(list) {
		fields := strings.Fields(line)
		if len(fields) < 3 {
			t.Fatalf("the fixture's list is wrong: %q", line)
		}
		file, number, _ := strings.Cut(fields[0], ":")
		w := finding{file, number, fields[1], fields[2]}
		f.want = append(f.want, w)
		if slices.Contains(fields[3:], "fix") {
			f.fixable = append(f.fixable, w)
		}
		if slices.Contains(fields[3:], "facts") {
			f.acrossPackages = append(f.acrossPackages, w)
		}
	}
}

// connect starts the binary and an editor with the fixture, and opens the
// files in which something must be found.
func connect(t *testing.T, f *fixture, settings map[string]any) *Env {
	t.Helper()
	bin := os.Getenv("GOPLS_GOCORELINT")
	if bin == "" {
		t.Fatal("GOPLS_GOCORELINT names no binary: the test of package goplsbuild builds it and runs this one")
	}
	sandbox, err := fake.NewSandbox(&fake.SandboxConfig{RootDir: t.TempDir(), Files: maps.Clone(f.files)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { sandbox.Close() })
	config := fake.EditorConfig{Settings: settings}
	env := ConnectGoplsEnv(t, t.Context(), sandbox, config, server{t, bin})
	t.Cleanup(func() {
		if err := env.Editor.Shutdown(context.Background()); err != nil {
			t.Errorf("shutdown: %v", err)
		}
		env.Editor.Exit(context.Background()) // the process may be gone before this returns
	})
	env.Await(InitialWorkspaceLoad)
	for _, name := range f.watched() {
		env.OpenFile(name)
	}
	return env
}

// watched lists the files in which something must be found.
func (f *fixture) watched() []string {
	names := make(map[string]bool)
	for _, w := range f.want {
		names[w.file] = true
	}
	return slices.Sorted(maps.Keys(names))
}

// A server is a gopls that talks over its standard input and output.
type server struct {
	t   *testing.T
	bin string
}

// Connect starts the process.
func (s server) Connect(context.Context) jsonrpc2.Conn {
	cmd := exec.Command(s.bin, "serve")
	cmd.Stderr = os.Stderr
	stdin, err := cmd.StdinPipe()
	if err != nil {
		s.t.Fatal(err)
	}
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		s.t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() {
		stdin.Close()
		if err := cmd.Wait(); err != nil {
			s.t.Errorf("gopls ended with %v", err)
		}
	})
	return jsonrpc2.NewConn(jsonrpc2.NewHeaderStream(fakenet.NewConn("gopls", stdout, stdin)))
}

// diagnostics waits until gopls has diagnosed all changes and returns what it
// has published last for the file.
func diagnostics(env *Env, file string) []protocol.Diagnostic {
	env.TB.Helper()
	var published protocol.PublishDiagnosticsParams
	env.AfterChange(ReadDiagnostics(file, &published))
	return published.Diagnostics
}

// findings returns what our checks have found in the files that are watched.
// Their diagnostics are those that link to our pages.
func findings(env *Env, f *fixture) []finding {
	env.TB.Helper()
	var found []finding
	for _, file := range f.watched() {
		for _, d := range diagnostics(env, file) {
			if d.CodeDescription != nil && strings.HasPrefix(d.CodeDescription.Href, pages) {
				found = append(found, finding{file, fmt.Sprint(d.Range.Start.Line + 1), checkOf(d.Source), fmt.Sprint(d.Code)})
			}
		}
	}
	return found
}

// sourceOf is the name under which gopls has a check: its own maprange came first.
func sourceOf(check string) string {
	if check == "maprange" {
		return "gocorelint_maprange"
	}
	return check
}

func checkOf(source string) string { return strings.TrimPrefix(source, "gocorelint_") }

func without(list, some []finding) []finding {
	return slices.DeleteFunc(slices.Clone(list), func(f finding) bool { return slices.Contains(some, f) })
}

func compare(t *testing.T, got, want []finding) {
	t.Helper()
	sorted := func(list []finding) string {
		var lines []string
		for _, f := range list {
			lines = append(lines, fmt.Sprintf("\t%v\n", f))
		}
		slices.Sort(lines)
		return strings.Join(lines, "")
	}
	if g, w := sorted(got), sorted(want); g != w {
		t.Errorf("got\n%swant\n%s", g, w)
	}
}
