package proof

import (
	"context"
	"errors"
	"fmt"
	"go/parser"
	"go/token"
	"maps"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// Programs are complete programs, linked into one binary: each is a package of
// its own, whose function main the binary calls.
type Programs struct {
	binary string
}

// programPackage is the name of the package of a program, which can't be main:
// nobody can import that.
const programPackage = "main_"

// BuildPrograms builds programs, whose sources are given by their names, in dir, with
// libraries that they import. No line of them moves.
func BuildPrograms(sources map[string][]byte, libraries []*Fixture, dir string) (*Programs, error) {
	t := newTree(dir)
	for _, l := range libraries {
		if err := t.add(l.Path, l.files); err != nil {
			return nil, err
		}
	}
	var imports, cases strings.Builder
	for _, name := range slices.Sorted(maps.Keys(sources)) {
		src, err := program(sources[name])
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		if err := t.add("programs/"+name, map[string][]byte{
			"main.go": src,
			"run.go":  []byte("package " + programPackage + "\n\nfunc Run() { main() }\n"),
		}); err != nil {
			return nil, err
		}
		fmt.Fprintf(&imports, "\t%s %q\n", name, "programs/"+name)
		fmt.Fprintf(&cases, "\tcase %q:\n\t\t%s.Run()\n", name, name)
	}
	if err := t.add("programs/all", map[string][]byte{"all.go": fmt.Appendf(nil, bundle, &imports, &cases)}); err != nil {
		return nil, err
	}
	if err := t.finish(); err != nil {
		return nil, err
	}
	p := &Programs{binary: filepath.Join(dir, "programs.exe")}
	out, err := command(dir, Environment, "go", "build", "-ldflags=-s -w", "-o", p.binary, "./programs/all")
	if err != nil {
		return nil, fmt.Errorf("%v\n%s", err, out)
	}
	return p, nil
}

// bundle is the main package of the binary.
const bundle = `package main

import (
	"os"
%s)

func main() {
	name := os.Args[1]
	os.Args = os.Args[:1]
	switch name {
%s	default:
		println("no such program")
	}
}
`

// program makes a package that can be imported of a program.
func program(src []byte) ([]byte, error) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "main.go", src, parser.PackageClauseOnly)
	if err != nil {
		return nil, err
	}
	if file.Name.Name != "main" {
		return nil, errors.New("it is no program")
	}
	return slices.Concat(src[:file.Name.Pos()-file.FileStart], []byte(programPackage), src[file.Name.End()-file.FileStart:]), nil
}

// ownName matches what the runtime and package reflect call the package of a
// program.
var ownName = regexp.MustCompile(`\bprograms/\w+\.|\b` + programPackage + `\.`)

// Run runs a program and returns what it prints. The error says how it ended, if
// not well.
func (p *Programs) Run(name string) (output string, err error) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	out, err := exec.CommandContext(ctx, p.binary, name).CombinedOutput()
	if ctx.Err() != nil {
		err = errors.New("it does not end")
	}
	return ownName.ReplaceAllString(string(out), "main."), err
}
