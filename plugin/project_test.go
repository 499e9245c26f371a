package plugin_test

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// A finding is a line of the fixture's list.
type finding struct{ file, line, check string }

// A project is a copy of the fixture, and what must be found in it.
type project struct {
	root string // of this repository
	bin  string // golangci-lint
	dir  string
	env  []string

	files          map[string]string
	want           []finding
	fixable        []finding
	acrossPackages []finding
	changedLib     string
}

func newProject(t *testing.T, bin string) *project {
	t.Helper()
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	p := &project{
		root:  root,
		bin:   bin,
		env:   []string{"GOLANGCI_LINT_CACHE=" + filepath.Join(filepath.Dir(bin), "cache"), "GOWORK=off"},
		files: make(map[string]string),
	}
	archive, err := txtar.ParseFile(filepath.Join(root, "testdata/integration/fixture.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range archive.Files {
		p.files[f.Name] = string(f.Data)
	}
	config, err := os.ReadFile(filepath.Join(root, ".golangci.example.yml"))
	if err != nil {
		t.Fatal(err)
	}
	p.files[".golangci.yml"] = string(config)
	p.readWant(t)
	return p.clone(t)
}

// readWant reads the files of the fixture that are not part of the module.
func (p *project) readWant(t *testing.T) {
	t.Helper()
	for line := range strings.Lines(p.files["want"]) {
		fields := strings.Fields(line)
		if len(fields) < 3 {
			t.Fatalf("the fixture's list is wrong: %q", line)
		}
		file, number, _ := strings.Cut(fields[0], ":")
		f := finding{file, number, fields[1]}
		p.want = append(p.want, f)
		if slices.Contains(fields[3:], "fix") {
			p.fixable = append(p.fixable, f)
		}
		if slices.Contains(fields[3:], "facts") {
			p.acrossPackages = append(p.acrossPackages, f)
		}
	}
	if len(p.want) == 0 {
		t.Fatal("the fixture wants nothing to be found")
	}
	p.changedLib = p.files["lib/changed"]
	delete(p.files, "want")
	delete(p.files, "lib/changed")
}

// clone makes a project of its own from the files as they are.
func (p *project) clone(t *testing.T) *project {
	t.Helper()
	c := *p
	c.files = maps.Clone(p.files)
	c.dir = t.TempDir()
	for name, text := range c.files {
		c.write(t, name, text)
	}
	return &c
}

func (p *project) write(t *testing.T, name, text string) {
	t.Helper()
	p.files[name] = text
	path := filepath.Join(p.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// edit replaces the one occurrence of old in a file.
func (p *project) edit(t *testing.T, name, old, new string) {
	t.Helper()
	if n := strings.Count(p.files[name], old); n != 1 {
		t.Fatalf("%q is %d times in %s", old, n, name)
	}
	p.write(t, name, strings.Replace(p.files[name], old, new, 1))
}

// without lists the wanted findings of all checks but one.
func (p *project) without(check string) []finding {
	return slices.DeleteFunc(slices.Clone(p.want), func(f finding) bool { return f.check == check })
}

// mustRun runs golangci-lint and returns all it printed.
func (p *project) mustRun(t *testing.T, status int, args ...string) string {
	t.Helper()
	return run(t, p.dir, p.env, status, p.bin, args...)
}

// exitStatus is that of golangci-lint when it finds this.
func exitStatus[T any](findings []T) int { return min(len(findings), 1) }

// run runs a command that must end with the exit status.
func run(t *testing.T, dir string, env []string, status int, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), env...)
	out, err := cmd.CombinedOutput()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	if got := cmd.ProcessState.ExitCode(); got != status {
		t.Fatalf("%s %s: exit status %d, want %d\n%s", name, strings.Join(args, " "), got, status, out)
	}
	return string(out)
}

func compare[T comparable](t *testing.T, got, want []T) {
	t.Helper()
	sorted := func(list []T) string {
		var lines []string
		for _, x := range list {
			lines = append(lines, fmt.Sprintf("\t%v\n", x))
		}
		slices.Sort(lines)
		return strings.Join(lines, "")
	}
	if g, w := sorted(got), sorted(want); g != w {
		t.Errorf("got\n%swant\n%s", g, w)
	}
}
