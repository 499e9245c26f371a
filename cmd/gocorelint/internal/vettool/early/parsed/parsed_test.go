package parsed

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/gocorelint/gocorelint/cmd/gocorelint/internal/vettool/early"
)

func TestWorthless(t *testing.T) {
	dir := t.TempDir()
	in := func(name string) string { return filepath.Join(dir, name) }
	none, some, never, missing := in("none"), in("some"), in("never"), in("missing.go")
	plain, calls, generic := in("plain.go"), in("calls.go"), in("generic.go")
	for name, text := range map[string]string{
		none:    "",
		some:    "facts",
		never:   "facts of *noreturn.x",
		plain:   "package a\nfunc F() {}",
		calls:   "package a\nimport \"example.com/some\"\nfunc F() { some.G() }",
		generic: "package a\nfunc F[T any](p *T) T { return *p }",
	} {
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	vetx := map[string]string{"errors": none, "example.com/some": some}
	ends := map[string]string{"errors": none, "example.com/some": never}
	for name, test := range map[string]struct {
		early.Unit
		want bool
	}{
		"foreign":            {early.Unit{GoFiles: []string{plain}, ModulePath: "m", ModuleVersion: "v1.0.0", PackageVetx: vetx}, true},
		"foreign with facts": {early.Unit{GoFiles: []string{plain, generic}, ModulePath: "m", ModuleVersion: "v1.0.0", PackageVetx: vetx}, false},
		"foreign, calls":     {early.Unit{GoFiles: []string{calls}, ModulePath: "m", ModuleVersion: "v1.0.0", PackageVetx: vetx}, true},
		"foreign, ends":      {early.Unit{GoFiles: []string{calls}, ModulePath: "m", ModuleVersion: "v1.0.0", PackageVetx: ends}, false},
		"foreign first":      {early.Unit{GoFiles: []string{plain}, ModulePath: "m", ModuleVersion: "v1.0.0", VetxOnly: true}, false},
		"foreign, unread":    {early.Unit{GoFiles: []string{missing}, ModulePath: "m", ModuleVersion: "v1.0.0", PackageVetx: vetx}, false},
		"the user's":         {early.Unit{GoFiles: []string{plain}, ModulePath: "m", PackageVetx: vetx}, false},
	} {
		if got := worthless(&test.Unit); got != test.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
