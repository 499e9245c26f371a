package early

import (
	"os"
	"path/filepath"
	"testing"
)

func TestWorthless(t *testing.T) {
	dir := t.TempDir()
	none, some, never, missing := filepath.Join(dir, "none"), filepath.Join(dir, "some"), filepath.Join(dir, "never"), filepath.Join(dir, "missing")
	for name, facts := range map[string]string{none: "", some: "facts", never: "facts of *noreturn.x"} {
		if err := os.WriteFile(name, []byte(facts), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	plain, calls, generic := filepath.Join(dir, "plain.go"), filepath.Join(dir, "calls.go"), filepath.Join(dir, "generic.go")
	for name, src := range map[string]string{plain: "package a\nfunc F() {}", calls: "package a\nimport \"example.com/some\"\nfunc F() { some.G() }", generic: "package a\nfunc F[T any](p *T) T { return *p }"} {
		if err := os.WriteFile(name, []byte(src), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	vetx := map[string]string{"errors": none, "example.com/some": some}
	ends := map[string]string{"errors": none, "example.com/some": never}
	goroot := filepath.Join(dir, "go")
	t.Setenv("GOROOT", goroot)
	std := filepath.Join(goroot, "src", "bytes")
	for name, test := range map[string]struct {
		unit
		want bool
	}{
		"follows":       {unit{Dir: std, VetxOnly: true, PackageVetx: map[string]string{"errors": none, "io": none}}, true},
		"first":         {unit{Dir: std, VetxOnly: true}, false}, // the version of x/tools decides
		"one has facts": {unit{Dir: std, VetxOnly: true, PackageVetx: map[string]string{"errors": none, "io": some}}, false},
		"one is lost":   {unit{Dir: std, VetxOnly: true, PackageVetx: map[string]string{"errors": none, "io": missing}}, false},
		"named":         {unit{Dir: std, PackageVetx: map[string]string{"errors": none}}, false},
		"of a module":   {unit{Dir: std, ModulePath: "m", VetxOnly: true, PackageVetx: map[string]string{"errors": none}}, false},
		"elsewhere":     {unit{Dir: filepath.Join(dir, "bytes"), VetxOnly: true, PackageVetx: map[string]string{"errors": none}}, false},
		"beside src":    {unit{Dir: filepath.Join(goroot, "srcs", "bytes"), VetxOnly: true, PackageVetx: map[string]string{"errors": none}}, false},

		"foreign":            {unit{GoFiles: []string{plain}, ModulePath: "m", ModuleVersion: "v1.0.0", VetxOnly: true, PackageVetx: vetx}, true},
		"foreign with facts": {unit{GoFiles: []string{plain, generic}, ModulePath: "m", ModuleVersion: "v1.0.0", VetxOnly: true, PackageVetx: vetx}, false},
		"foreign, calls":     {unit{GoFiles: []string{calls}, ModulePath: "m", ModuleVersion: "v1.0.0", VetxOnly: true, PackageVetx: vetx}, true},
		"foreign, ends":      {unit{GoFiles: []string{calls}, ModulePath: "m", ModuleVersion: "v1.0.0", VetxOnly: true, PackageVetx: ends}, false},
		"foreign first":      {unit{GoFiles: []string{plain}, ModulePath: "m", ModuleVersion: "v1.0.0", VetxOnly: true}, false},
		"foreign and named":  {unit{GoFiles: []string{plain}, ModulePath: "m", ModuleVersion: "v1.0.0", PackageVetx: vetx}, false},
		"foreign, unread":    {unit{GoFiles: []string{missing}, ModulePath: "m", ModuleVersion: "v1.0.0", VetxOnly: true, PackageVetx: vetx}, false},
		"the user's":         {unit{GoFiles: []string{plain}, ModulePath: "m", VetxOnly: true, PackageVetx: vetx}, false},
	} {
		if got := test.worthless(); got != test.want {
			t.Errorf("%s: %v", name, got)
		}
	}
	t.Setenv("GOROOT", "")
	if u := (unit{Dir: "/src/bytes", VetxOnly: true, PackageVetx: map[string]string{"errors": none}}); u.worthless() {
		t.Error("left out without GOROOT")
	}
}
