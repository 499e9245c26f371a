package goplsbuild

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"testing"

	"golang.org/x/mod/modfile"
)

func TestArguments(t *testing.T) {
	for _, test := range []struct {
		args   string
		status int
		want   string
	}{
		{"", 2, "usage: gocorelint gopls build"},
		{"install", 2, "usage: gocorelint gopls build"},
		{"build -h", 0, "usage: gocorelint gopls build"},
		{"build -f", 2, "flag provided but not defined: -f"},
		{"build ./...", 2, `unexpected argument "./..."`},
		{"build -src /nowhere", 1, "/nowhere"},
		{"build -src testdata", 1, "go.mod"},
	} {
		var stdout, stderr bytes.Buffer
		status := Run(context.Background(), strings.Fields(test.args), &stdout, &stderr)
		if status != test.status || !strings.Contains(stderr.String(), test.want) || stdout.Len() > 0 {
			t.Errorf("%q: exit status %d, want %d and %q on standard error:\n%s%s", test.args, status, test.status, test.want, &stdout, &stderr)
		}
	}
}

func TestOtherModule(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module example.com/other\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	if _, err := findSelf(dir); err == nil || !strings.Contains(err.Error(), "holds module example.com/other, not github.com/gocorelint/gocorelint") {
		t.Errorf("error %v", err)
	}
}

// A test binary is built from a checkout, this one.
func TestFindSelf(t *testing.T) {
	s, err := findSelf("")
	if err != nil {
		t.Fatal(err)
	}
	root, err := filepath.Abs("../../../..")
	if err != nil {
		t.Fatal(err)
	}
	if s.dir != root {
		t.Errorf("found %q, want %q", s.dir, root)
	}
}

func TestPublished(t *testing.T) {
	ours := debug.Module{Path: selfPath, Version: "v1.2.3", Sum: "h1:sum"}
	checkout := debug.Module{Path: selfPath, Version: "(devel)"}
	stamped := debug.Module{Path: selfPath, Version: "v1.2.4-0.20260101000000-0123456789ab+dirty"}
	replaced := debug.Module{Path: selfPath, Version: "v1.2.3", Replace: &debug.Module{Path: "../gocorelint"}}
	other := debug.Module{Path: "example.com/other", Version: "v9.9.9", Sum: "h1:sum"}
	for _, test := range []struct {
		name string
		info debug.BuildInfo
		want string
	}{
		{"go install at a version", debug.BuildInfo{Main: ours, Deps: []*debug.Module{&other}}, "v1.2.3"},
		{"a main of another module", debug.BuildInfo{Main: other, Deps: []*debug.Module{&ours}}, "v1.2.3"},
		{"go build in a checkout", debug.BuildInfo{Main: checkout}, ""},
		{"go build in a checkout, with its version", debug.BuildInfo{Main: stamped}, ""},
		{"a replaced module", debug.BuildInfo{Main: other, Deps: []*debug.Module{&replaced}}, ""},
	} {
		if got := published(&test.info); got != test.want {
			t.Errorf("%s: version %q, want %q", test.name, got, test.want)
		}
	}
}

func TestWriteModule(t *testing.T) {
	for _, s := range []self{{version: "v1.2.3"}, {version: "v0.0.0", dir: "/a checkout/of gocorelint"}} {
		dir := t.TempDir()
		if err := writeModule(dir, s); err != nil {
			t.Fatal(err)
		}
		data, err := os.ReadFile(filepath.Join(dir, "go.mod"))
		if err != nil {
			t.Fatal(err)
		}
		mod, err := modfile.Parse("go.mod", data, nil)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(mod.Module.Mod.Path, "golang.org/x/tools/gopls/") {
			t.Errorf("module %s can't import the internals of gopls", mod.Module.Mod.Path)
		}
		required := make(map[string]string)
		for _, r := range mod.Require {
			required[r.Mod.Path] = r.Mod.Version
		}
		if required[goplsPath] != Version || required[selfPath] != s.version {
			t.Errorf("requires %v", required)
		}
		if s.dir != "" && (len(mod.Replace) != 1 || mod.Replace[0].New.Path != s.dir) {
			t.Errorf("does not replace gocorelint by %q:\n%s", s.dir, data)
		}
	}
}

// A binary that fails at its start must not count as built.
func TestTry(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"go.mod":  "module example.com/broken\n",
		"main.go": "package main\n\nimport \"os\"\n\nfunc main() {\n\tos.Stderr.WriteString(\"no field severity\\n\")\n\tos.Exit(1)\n}\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	bin := filepath.Join(dir, "broken.exe")
	run(t, dir, nil, "go", "build", "-o", bin, ".")
	if err := try(context.Background(), bin); err == nil || !strings.Contains(err.Error(), "no field severity") {
		t.Errorf("error %v", err)
	}
}

func TestInstallPath(t *testing.T) {
	bin, gopath := t.TempDir(), t.TempDir()
	for _, test := range []struct{ gobin, gopath, want string }{
		{bin, gopath, bin},
		{"", gopath, filepath.Join(gopath, "bin")},
		{"", gopath + string(filepath.ListSeparator) + bin, filepath.Join(gopath, "bin")},
	} {
		t.Setenv("GOBIN", test.gobin)
		t.Setenv("GOPATH", test.gopath)
		got, err := installPath(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		if filepath.Dir(got) != test.want || !strings.HasPrefix(filepath.Base(got), "gopls-gocorelint") {
			t.Errorf("GOBIN=%s GOPATH=%s: %s", test.gobin, test.gopath, got)
		}
	}
}
