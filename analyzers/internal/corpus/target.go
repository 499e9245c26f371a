package corpus

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// A Target is a piece of real code.
type Target struct {
	Module   string // path of a module; "std" or "cmd"
	Kind     string // what it is: a server, a parser
	Patterns []string
}

// Select reads modules.tsv of the directory: std, cmd and the pinned modules, or those of them that are named.
func Select(dir string, names []string) ([]Target, error) {
	rows, err := readTable(filepath.Join(dir, "modules.tsv"), 3)
	if err != nil {
		return nil, err
	}
	var all []Target
	for _, row := range rows {
		all = append(all, Target{row[0], row[1], strings.Fields(row[2])})
	}
	if names == nil {
		return all, nil
	}
	var wanted []Target
	for _, name := range names {
		i := slices.IndexFunc(all, func(t Target) bool { return t.Module == name })
		if i < 0 {
			return nil, fmt.Errorf("modules.tsv has no module %s", name)
		}
		wanted = append(wanted, all[i])
	}
	return wanted, nil
}

func (t Target) inGOROOT() bool { return t.Module == "std" || t.Module == "cmd" }

// patterns are the arguments for go vet: those in GOROOT, and those in modules.
func patterns(targets []Target) (std, modules []string) {
	for _, t := range targets {
		if t.inGOROOT() {
			std = append(std, t.Patterns...)
		} else {
			modules = append(modules, t.Patterns...)
		}
	}
	return std, modules
}

// Runs calls the function with the arguments of each run of go vet that the targets need: one for what is in
// GOROOT, and one for modules. It ends at the first error.
func Runs(targets []Target, vet func(args []string) error) error {
	std, modules := patterns(targets)
	if std != nil {
		overlay, err := withoutTests()
		if err != nil {
			return err
		}
		defer os.Remove(overlay)
		if err := vet(slices.Insert(std, 0, "-overlay="+overlay)); err != nil {
			return err
		}
	}
	if modules != nil {
		return vet(modules)
	}
	return nil
}

// withoutTests writes an overlay for the go command in which GOROOT has no
// tests. go vet would analyse them too, and compile for that a second time each
// package that lies between a test and what it tests, which takes longer than
// all the rest. (Files of modules can't be overlaid; their tests are analysed.)
func withoutTests() (file string, err error) {
	goroot, err := goCommand(Dir(), "env", "GOROOT")
	if err != nil {
		return "", err
	}
	replace := make(map[string]string)
	err = filepath.WalkDir(filepath.Join(goroot, "src"), func(path string, _ fs.DirEntry, err error) error {
		if strings.HasSuffix(path, "_test.go") {
			replace[path] = "" // deleted
		}
		return err
	})
	if err != nil {
		return "", err
	}
	data, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return "", err
	}
	f, err := os.CreateTemp("", "overlay-*.json")
	if err != nil {
		return "", err
	}
	defer f.Close()
	_, err = f.Write(data)
	return f.Name(), err
}
