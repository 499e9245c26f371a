// Package nogo tests the driver of Bazel; it has nothing but the test.
package nogo

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"

	"golang.org/x/mod/modfile"
	"golang.org/x/tools/txtar"

	"github.com/gocorelint/gocorelint/analyzers"
)

const (
	rulesGo = "github.com/bazelbuild/rules_go@v0.65.0"
	// nogo imports an internal package of x/tools, as nogo_main.go's place
	// below its import path in Bazel lets it.
	nogoModule = "golang.org/x/tools/nogocheck"
)

// TestNogo builds nogo, the driver of large Bazel sites, from the Go module of
// rules_go and runs it as Bazel does: one process a package, facts in files,
// no module, no analysis of the standard library. Each check has to be a
// package of its own with a variable Analyzer.
func TestNogo(t *testing.T) {
	if testing.Short() {
		t.Skip("SKIPPED: nogo is not built and not tested, since -short is set")
	}
	nogo := buildNogo(t)
	dir, want := nogoFixture(t)
	importcfg := filepath.Join(dir, "importcfg")
	format := "{{if .Export}}packagefile {{.ImportPath}}={{.Export}}{{end}}"
	write(t, importcfg, command(t, dir, 0, "go", "list", "-export", "-deps", "-f", format, "./..."))

	common := []string{"-importcfg", importcfg, "-go_version", strings.TrimPrefix(runtime.Version(), "go")}
	lib := append(common, "-p", "example.com/fixture/lib", "-facts_only", "-x", "lib.facts", "lib/lib.go")
	command(t, dir, 0, nogo, lib...)

	files, err := filepath.Glob(filepath.Join(dir, "app", "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	app := append(common, "-p", "example.com/fixture/app", "-fact", "example.com/fixture/lib=lib.facts", "-x", "app.facts")
	const violation = 3
	out := command(t, dir, violation, nogo, append(app, files...)...)
	var got []string
	for _, m := range regexp.MustCompile(`(?m)^(\S+):(\d+):\d+: .* \((\w+)\)$`).FindAllStringSubmatch(out, -1) {
		got = append(got, "app/"+filepath.Base(m[1])+":"+m[2]+" "+m[3])
	}
	if slices.Sort(got); !slices.Equal(got, want) {
		t.Errorf("found %q\nwant %q\n%s", got, want, out)
	}
}

// nogoChecks lists the checks that nogo can run. Those of the suppressions
// need a list of the others, which no variable can have.
func nogoChecks() []*analyzers.Check {
	return slices.DeleteFunc(analyzers.Checks(), func(c *analyzers.Check) bool {
		return c.Name == "ignore" || c.Name == "staleignore"
	})
}

func buildNogo(t *testing.T) string {
	t.Helper()
	var module struct{ Dir, GoMod string }
	download := command(t, ".", 0, "go", "mod", "download", "-json", rulesGo)
	if err := json.Unmarshal([]byte(download), &module); err != nil {
		t.Fatal(err)
	}
	source := filepath.Join(module.Dir, "go/tools/builders")

	// The generator of nogo's list of analyzers is part of Bazel's builder.
	dir := t.TempDir()
	copyGroup(t, source, "builder_srcs", filepath.Join(dir, "builder"))
	write(t, filepath.Join(dir, "builder/path.go"), read(t, filepath.Join(source, "path.go")))
	write(t, filepath.Join(dir, "builder/go.mod"), "module builder\n\ngo 1.26.0\n")
	builder := filepath.Join(dir, "builder.exe")
	command(t, filepath.Join(dir, "builder"), 0, "go", "build", "-ldflags=-X main.rulesGoStdlibPrefix=std:", "-o", builder, ".")

	config := map[string]any{}
	generate := []string{"gennogomain", "-output", "nogo_gen.go", "-config", "config.json"}
	for _, c := range nogoChecks() {
		// nogo prints the analyzer's name itself.
		config[c.Name] = map[string]any{"analyzer_flags": map[string]string{"tag": "false"}}
		generate = append(generate, "-analyzer_importpath", "github.com/gocorelint/gocorelint/analyzers/"+c.Name)
	}
	data, err := json.Marshal(config)
	if err != nil {
		t.Fatal(err)
	}
	sources := filepath.Join(dir, "nogo")
	copyGroup(t, source, "nogo_srcs", sources)
	write(t, filepath.Join(sources, "config.json"), string(data))
	command(t, sources, 0, builder, generate...)
	write(t, filepath.Join(sources, "go.mod"), nogoGoMod(t, module.GoMod))
	nogo := filepath.Join(dir, "nogo.exe")
	command(t, sources, 0, "go", "build", "-mod=mod", "-o", nogo, ".")
	return nogo
}

// copyGroup copies the files that the Bazel rule of that name lists.
func copyGroup(t *testing.T, source, rule, dir string) {
	t.Helper()
	list := regexp.MustCompile(`name = "` + rule + `",\s+srcs = \[([^\]]*)\]`).FindStringSubmatch(read(t, filepath.Join(source, "BUILD.bazel")))
	if list == nil {
		t.Fatalf("rules_go has no rule %s", rule)
	}
	for _, m := range regexp.MustCompile(`"([^"]+)"`).FindAllStringSubmatch(list[1], -1) {
		write(t, filepath.Join(dir, m[1]), read(t, filepath.Join(source, m[1])))
	}
}

// nogoGoMod takes this module from the checkout, x/tools in our version and
// the rest in the version of rules_go.
func nogoGoMod(t *testing.T, rulesGoMod string) string {
	t.Helper()
	root, err := filepath.Abs("../../..")
	if err != nil {
		t.Fatal(err)
	}
	theirs, err := modfile.ParseLax(rulesGoMod, []byte(read(t, rulesGoMod)), nil)
	if err != nil {
		t.Fatal(err)
	}
	mod := new(modfile.File)
	const self = "github.com/gocorelint/gocorelint"
	err = errors.Join(mod.AddModuleStmt(nogoModule), mod.AddGoStmt("1.26.0"), mod.AddRequire(self, "v0.0.0"), mod.AddReplace(self, "", root, ""))
	for _, r := range theirs.Require {
		if r.Mod.Path == "github.com/aymanbagabas/go-udiff" {
			err = errors.Join(err, mod.AddRequire(r.Mod.Path, r.Mod.Version))
		}
	}
	data, formatErr := mod.Format()
	if err := errors.Join(err, formatErr); err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// nogoFixture writes the fixture of all routes to a directory and lists what
// nogo must find in it.
func nogoFixture(t *testing.T) (dir string, want []string) {
	t.Helper()
	archive, err := txtar.ParseFile("../../../testdata/integration/fixture.txtar")
	if err != nil {
		t.Fatal(err)
	}
	dir = t.TempDir()
	for _, f := range archive.Files {
		write(t, filepath.Join(dir, filepath.FromSlash(f.Name)), string(f.Data))
		if f.Name != "want" {
			continue
		}
		for line := range strings.Lines(string(f.Data)) {
			fields := strings.Fields(line)
			if fields[1] != "ignore" {
				want = append(want, fields[0]+" "+fields[1])
			}
		}
	}
	slices.Sort(want)
	return dir, want
}

// command runs a command that must end with the exit status.
func command(t *testing.T, dir string, status int, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	// Without GOARCH, which Bazel sets, nogo knows no sizes of types.
	cmd.Env = append(os.Environ(), "GOWORK=off", "GOARCH="+runtime.GOARCH)
	var output, stderr strings.Builder
	cmd.Stdout, cmd.Stderr = &output, &stderr
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	if got := cmd.ProcessState.ExitCode(); got != status {
		t.Fatalf("%s: exit status %d, want %d\n%s%s", cmd, got, status, &output, &stderr)
	}
	if status != 0 {
		return output.String() + stderr.String()
	}
	return output.String()
}

func read(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(fmt.Errorf("fixture: %w", err))
	}
}
