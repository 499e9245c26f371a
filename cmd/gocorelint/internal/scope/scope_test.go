package scope

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestNames(t *testing.T) {
	root := t.TempDir()
	dir := filepath.Join(root, "app")
	if err := os.MkdirAll(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(root, "go.mod"), []byte("module example.com/m\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ patterns, named, not string }{
		{".", "m/app m/app_test", "m m/app/sub m/lib m/apple"},
		{"./...", "m/app m/app/sub m/app_test", "m m/lib m/apple"},
		{"../...", "m m/app m/lib m/x_test", ""},
		{"../lib ./sub", "m/lib m/app/sub", "m m/app"},
		{root + "/lib", "m/lib", "m/app"},
		{"example.com/m/lib", "m/lib", "m/app"},
		{"example.com/m/...", "m m/lib", ""},
		{"./.../sub", "m/lib m/app", ""}, // not understood
		{"a.go", "m/lib m/app", ""},
		{"../../other", "m/lib m/app", ""},
		{"std", "", "m/lib"},
	} {
		s := New(dir, strings.Fields(test.patterns))
		for _, pkg := range strings.Fields(test.named) {
			if !s.Names("example.com/" + pkg) {
				t.Errorf("%s does not name %s", test.patterns, pkg)
			}
		}
		for _, pkg := range strings.Fields(test.not) {
			if s.Names("example.com/" + pkg) {
				t.Errorf("%s names %s", test.patterns, pkg)
			}
			file := filepath.Join(root, strings.TrimPrefix(pkg, "m"), "x.go")
			if s.NamesFile(file) {
				t.Errorf("%s names %s", test.patterns, file)
			}
		}
		if !s.Names("other.org/lib") || !s.Names("other") || !s.NamesFile("/elsewhere/x.go") {
			t.Errorf("%s: packages elsewhere are sure not to be named", test.patterns)
		}
		if named := s.unsure || test.patterns == "std"; s.Names("fmt") != named {
			t.Errorf("%s: fmt may be named: %t, want %t", test.patterns, !named, named)
		}
		if foreign := test.patterns == "std"; foreign != (s.Flag() != "") {
			t.Errorf("%s: flag %q", test.patterns, s.Flag())
		}
	}
	if !New("/", []string{"."}).Names("example.com/m") {
		t.Error("without a module anything may be named")
	}
}
