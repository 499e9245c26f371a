package proof

import (
	_ "embed"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
)

var (
	//go:embed run_test.go.txt
	runSource []byte
	//go:embed registry.go.txt
	registrySource []byte
)

// Environment is that of the go command for everything but the race detector.
// The standard library is compiled once for it.
var Environment = []string{"CGO_ENABLED=0", "GOEXPERIMENT=goroutineleakprofile", "GOFLAGS=-trimpath"}

// A Program runs the functions of fixtures.
type Program struct {
	plain  map[string]string // the binary with a package
	race   map[string]string // the one for the race detector
	groups []group
	cache  map[request]outcome
	runs   atomic.Int64 // number of processes
}

// Processes is the number of processes that ran functions.
func (p *Program) Processes() int { return int(p.runs.Load()) }

// A group is the packages that are linked into one binary.
type group struct {
	name     string
	packages []string
	race     bool
}

// Build builds fixtures and variants of them below dir: everything into one
// binary, what the race detector is to see into a second one. A fixture that does something by
// itself, before it is called, has binaries of its own.
func Build(fixtures []*Fixture, variants []*Variant, dir string) (*Program, error) {
	p := &Program{plain: make(map[string]string), race: make(map[string]string)}
	t := newTree(dir)
	groups := make(map[string]*group)
	link := func(f *Fixture, importPath string, files map[string][]byte, claims []Claim) error {
		files, err := importable(files, importPath, claims)
		if err != nil {
			return fmt.Errorf("%s: %w", importPath, err)
		}
		if err := t.add(importPath, files); err != nil {
			return err
		}
		name := "all"
		if f.alone {
			name = strings.ReplaceAll(importPath, "/", "_")
		}
		p.plain[importPath] = filepath.Join(dir, name+".test")
		add(groups, name, importPath, false)
		if slices.ContainsFunc(claims, func(c Claim) bool { return c.Kind == Race }) {
			p.race[importPath] = filepath.Join(dir, name+"_race.test")
			add(groups, name+"_race", importPath, true)
		}
		return nil
	}
	for _, f := range fixtures {
		if len(f.Claims) == 0 {
			if err := t.add(f.Path, f.files); err != nil {
				return nil, err
			}
			continue
		}
		if err := link(f, f.Path, f.files, f.Claims); err != nil {
			return nil, err
		}
	}
	for _, v := range variants {
		if claims := v.claims(); len(claims) > 0 {
			if err := link(v.fixture, v.path, v.after, claims); err != nil {
				return nil, err
			}
		}
	}
	if err := t.add("proofrun/registry", map[string][]byte{"registry.go": registrySource}); err != nil {
		return nil, err
	}
	for _, g := range groups {
		if err := t.add("proofrun/"+g.name, g.files()); err != nil {
			return nil, err
		}
		p.groups = append(p.groups, *g)
	}
	if err := t.finish(); err != nil {
		return nil, err
	}
	return p, p.link(dir)
}

func add(groups map[string]*group, name, importPath string, race bool) {
	if groups[name] == nil {
		groups[name] = &group{name: name, race: race}
	}
	groups[name].packages = append(groups[name].packages, importPath)
}

// files are those of the package whose test is the binary of the group.
func (g *group) files() map[string][]byte {
	var b strings.Builder
	b.WriteString("package run\n\nimport (\n")
	for _, path := range g.packages {
		fmt.Fprintf(&b, "\t_ %q\n", path)
	}
	b.WriteString(")\n")
	return map[string][]byte{"run_test.go": runSource, "packages_test.go": []byte(b.String())}
}

// link compiles and links the groups, all of a kind by one go command.
func (p *Program) link(dir string) error {
	for _, race := range []bool{false, true} {
		env, args := Environment, []string{"test", "-c", "-vet=off", "-ldflags=-s -w", "-o", dir + "/"}
		if race {
			env, args = []string{"CGO_ENABLED=1", "GOFLAGS=-trimpath"}, append(args, "-race")
		}
		n := len(args)
		for _, g := range p.groups {
			if g.race == race {
				args = append(args, "./proofrun/"+g.name)
			}
		}
		if len(args) == n {
			continue
		}
		if out, err := command(dir, env, "go", args...); err != nil {
			return fmt.Errorf("go test -c: %v\n%s", err, out)
		}
	}
	return nil
}

// command runs a command in a workspace. Inlining stays on, as it is for users.
func command(dir string, env []string, name string, args ...string) ([]byte, error) {
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	cmd.Env = slices.Concat(os.Environ(), env, []string{"GOWORK=" + filepath.Join(dir, "go.work"), "GOOS=" + runtime.GOOS, "GOARCH=" + runtime.GOARCH})
	return cmd.CombinedOutput()
}
