package parsed

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/gocorelint/gocorelint/cmd/gocorelint/internal/vettool/early"
)

func TestMayHaveFacts(t *testing.T) {
	dir := t.TempDir()
	in := func(name string) string { return filepath.Join(dir, name) }
	none, some, never := in("none"), in("some"), in("never")
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
		"plain":     {early.Unit{GoFiles: []string{plain}, PackageVetx: vetx}, false},
		"generic":   {early.Unit{GoFiles: []string{plain, generic}, PackageVetx: vetx}, true},
		"calls":     {early.Unit{GoFiles: []string{calls}, PackageVetx: vetx}, false},
		"ends":      {early.Unit{GoFiles: []string{calls}, PackageVetx: ends}, true},
		"is mapped": {early.Unit{GoFiles: []string{calls}, PackageVetx: map[string]string{"example.com/v/some": never}, ImportMap: map[string]string{"example.com/some": "example.com/v/some"}}, true},
	} {
		files, err := parse(test.GoFiles)
		if err != nil {
			t.Fatal(err)
		}
		if got := mayHaveFacts(&test.Unit, files); got != test.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
