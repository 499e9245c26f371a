package early

import (
	"os"
	"path/filepath"
	"testing"
)

func TestWorthless(t *testing.T) {
	dir := t.TempDir()
	none, some, missing := filepath.Join(dir, "none"), filepath.Join(dir, "some"), filepath.Join(dir, "missing")
	for name, facts := range map[string]string{none: "", some: "facts"} {
		if err := os.WriteFile(name, []byte(facts), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	goroot := filepath.Join(dir, "go")
	t.Setenv("GOROOT", goroot)
	std := filepath.Join(goroot, "src", "bytes")
	for name, test := range map[string]struct {
		Unit
		want bool
	}{
		"follows":       {Unit{Dir: std, PackageVetx: map[string]string{"errors": none, "io": none}}, true},
		"first":         {Unit{Dir: std}, false}, // this executable has no x/tools
		"one has facts": {Unit{Dir: std, PackageVetx: map[string]string{"errors": none, "io": some}}, false},
		"one is lost":   {Unit{Dir: std, PackageVetx: map[string]string{"errors": none, "io": missing}}, false},
		"of a module":   {Unit{Dir: std, ModulePath: "m", PackageVetx: map[string]string{"errors": none}}, false},
		"elsewhere":     {Unit{Dir: filepath.Join(dir, "bytes"), PackageVetx: map[string]string{"errors": none}}, false},
		"beside src":    {Unit{Dir: filepath.Join(goroot, "srcs", "bytes"), PackageVetx: map[string]string{"errors": none}}, false},
		"another's":     {Unit{Dir: filepath.Join(dir, "m"), ModulePath: "m", ModuleVersion: "v1.0.0", PackageVetx: map[string]string{"errors": none}}, false},
	} {
		if got := test.worthless(); got != test.want {
			t.Errorf("%s: %v", name, got)
		}
	}
	t.Setenv("GOROOT", "")
	if u := (Unit{Dir: "/src/bytes", PackageVetx: map[string]string{"errors": none}}); u.worthless() {
		t.Error("left out without GOROOT")
	}
}
