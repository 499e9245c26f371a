// Package vettool is the side of the command that go vet talks to: for each
// package go vet starts the tool once, with a file that describes the package.
//
// The protocol itself is x/tools' unitchecker. What is added here: the tiers,
// and less work for packages that are only imported, of which go vet wants
// facts but no findings.
package vettool

import (
	"flag"
	"log"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/unitchecker"

	"github.com/gocorelint/gocorelint/analyzers"
	"github.com/gocorelint/gocorelint/cmd/gocorelint/internal/suite"
)

// Speaks reports whether the arguments are go vet's, not a person's: go vet
// asks for the version, for the flags, and for the analysis of one unit.
func Speaks(args []string) bool {
	for _, arg := range args {
		switch "-" + strings.TrimLeft(arg, "-") {
		case "-V=full", "-flags":
			return true
		}
	}
	return len(args) > 0 && isUnit(args[len(args)-1])
}

// isUnit reports whether the argument is the file that describes a package.
func isUnit(arg string) bool { return strings.HasSuffix(arg, ".cfg") }

// Main answers go vet, and exits.
func Main(registered func() suite.Suite) {
	log.SetFlags(0)
	log.SetPrefix(filepath.Base(os.Args[0]) + ": ")

	args := slices.Clone(os.Args[1:])
	last := len(args) - 1
	unit := readUnit(args[last])
	boundHeap(unit)
	growStack()

	dep := asDependency(args[last], unit)
	if dep != nil && dep.standard() && !exportsTypes(toolsVersion()) {
		dep.exportNothing() // where package early did not
	}

	checks := registered()
	request := parse(checks, args)
	switch {
	case dep == nil:
	case dep.sharesResults() && !request.writes:
		args[last] = dep.asNamed()
	default:
		dep.exportFacts(request.chosen)
	}
	if request.err != nil && isUnit(args[last]) {
		log.Fatal(request.err) // in one line; unitchecker would print its usage for each package
	}

	// unitchecker knows no tiers: what is beyond the tier is switched off,
	// before the flags that were given.
	os.Args = os.Args[:1:1]
	for _, c := range checks {
		if request.tier.Lookup(c.Name) == nil {
			os.Args = append(os.Args, "-"+c.Name+"=false")
		}
	}
	os.Args = append(os.Args, args...)
	flag.Var(new(tierValue), "tier", "checks that run unless named: `default`, opt-in or experimental")
	flag.String("scope", "", "any `text`: runs with different ones share no results in the build cache")

	var all []*analysis.Analyzer
	for _, c := range checks {
		all = append(all, c.Analyzer)
	}
	unitchecker.Main(all...)
}

// A tierValue is the value of the flag -tier.
type tierValue struct {
	analyzers.Tier
	err error
}

func (t *tierValue) String() string { return string(t.Tier) }

func (t *tierValue) Set(s string) error {
	t.Tier, t.err = suite.ParseTier(s)
	return t.err
}
