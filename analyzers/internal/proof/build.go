package proof

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"text/template"
)

//go:embed harness.go.txt
var harnessSource string

var harness = template.Must(template.New("harness").Parse(harnessSource))

// A Binary runs the functions of one fixture.
type Binary struct {
	*Fixture
	plain string
	race  string // built only if a function wants it
}

// Build builds the test binaries of all fixtures of one check into dir. The
// fixtures become a module of their own, named after the check, whose go.mod
// and generated files exist in an overlay only.
func Build(checkDir string, fixtures []*Fixture, dir string) ([]*Binary, error) {
	overlay, err := writeOverlay(checkDir, fixtures, dir)
	if err != nil {
		return nil, err
	}
	var binaries []*Binary
	var plain, race []string
	for i, f := range fixtures {
		rel, err := filepath.Rel(checkDir, f.Dir)
		if err != nil {
			return nil, err
		}
		b := &Binary{Fixture: f, plain: filepath.Join(dir, fmt.Sprintf("plain%d", i))}
		plain = append(plain, b.plain, "./"+rel)
		if f.wants(Race) {
			b.race = filepath.Join(dir, fmt.Sprintf("race%d", i))
			race = append(race, b.race, "./"+rel)
		}
		binaries = append(binaries, b)
	}
	for i := 0; i < len(plain); i += 2 {
		err := goTest(checkDir, []string{"CGO_ENABLED=0", "GOEXPERIMENT=goroutineleakprofile"},
			"-overlay", overlay, "-o", plain[i], plain[i+1])
		if err != nil {
			return nil, err
		}
	}
	for i := 0; i < len(race); i += 2 {
		if err := goTest(checkDir, []string{"CGO_ENABLED=1"}, "-race", "-overlay", overlay, "-o", race[i], race[i+1]); err != nil {
			return nil, err
		}
	}
	return binaries, nil
}

func (f *Fixture) wants(k Kind) bool {
	for _, c := range f.Claims {
		if c.Kind == k {
			return true
		}
	}
	return false
}

func writeOverlay(checkDir string, fixtures []*Fixture, dir string) (string, error) {
	replace := make(map[string]string)
	add := func(path, name string, content []byte) error {
		file := filepath.Join(dir, name)
		replace[path] = file
		return os.WriteFile(file, content, 0o644)
	}
	gomod := fmt.Sprintf("module %s\n\ngo 1.26\n", filepath.Base(checkDir))
	if err := add(filepath.Join(checkDir, "go.mod"), "go.mod.txt", []byte(gomod)); err != nil {
		return "", err
	}
	for i, f := range fixtures {
		var b bytes.Buffer
		if err := harness.Execute(&b, f); err != nil {
			return "", err
		}
		if err := add(filepath.Join(f.Dir, "zz_proof_test.go"), fmt.Sprintf("harness%d.go", i), b.Bytes()); err != nil {
			return "", err
		}
	}
	data, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return "", err
	}
	name := filepath.Join(dir, "overlay.json")
	return name, os.WriteFile(name, data, 0o644)
}

// goTest compiles one test binary. Inlining stays on, as it is for users.
func goTest(dir string, env []string, args ...string) error {
	cmd := exec.Command("go", append([]string{"test", "-c", "-vet=off"}, args...)...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), append(env, "GOFLAGS=-mod=mod", "GOWORK=off")...)
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("go test -c %s: %v\n%s", args[len(args)-1], err, out)
	}
	return nil
}
