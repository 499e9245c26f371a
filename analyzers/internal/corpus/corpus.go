// Package corpus runs the suite over the standard library, Go's own commands
// and the modules that testdata/corpus pins, and compares what it finds with
// what people wrote down of each finding: right or wrong.
//
// It takes the route of a user: the built command as the tool of go vet.
package corpus

import (
	"path/filepath"
	"runtime"
	"slices"
)

// A Corpus says where the code and the labels are and what to run.
type Corpus struct {
	Dir     string   // testdata/corpus of this repository
	Tool    string   // the command, see [Build]
	Modules []string // only these; "std" and "cmd" are such names; nil means all
	Checks  []string // only these; nil means all, whatever their tier
}

// Dir is testdata/corpus of the repository that this package belongs to.
func Dir() string {
	_, file, _, _ := runtime.Caller(0)
	return filepath.Join(filepath.Dir(file), "..", "..", "..", "testdata", "corpus")
}

// Run analyses the code. The findings are sorted. Problems are what must never
// be: a check that failed, code that could not be analysed.
func (c *Corpus) Run() (findings []Finding, problems []string, err error) {
	targets, err := Select(c.Dir, c.Modules)
	if err != nil {
		return nil, nil, err
	}
	sources, err := newSources(c.Dir, targets)
	if err != nil {
		return nil, nil, err
	}
	err = Runs(targets, func(args []string) error {
		diagnostics, said, err := c.vet(args)
		problems = append(problems, said...)
		for _, d := range unique(diagnostics) {
			findings = append(findings, sources.finding(d))
		}
		return err
	})
	if err != nil {
		return nil, nil, err
	}
	slices.SortFunc(findings, Finding.compare)
	return findings, problems, nil
}

// unique drops what is said twice: a package that is compiled in two ways, as
// for profile-guided optimization, is analysed twice.
func unique(diagnostics []diagnostic) []diagnostic {
	seen := make(map[diagnostic]bool)
	return slices.DeleteFunc(diagnostics, func(d diagnostic) bool {
		again := seen[d]
		seen[d] = true
		return again
	})
}
