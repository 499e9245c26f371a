//go:build unix

package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"text/tabwriter"

	"github.com/gocorelint/gocorelint/analyzers/internal/corpus"
)

// What the process for one package may take.
const (
	maxUnitCPU  = 2   // seconds
	maxUnitPeak = 500 // MiB
)

// A comparison is a unit with what it took the suite and go vet.
type comparison struct{ suite, vet unit }

// unitsOf measures the process for each package of the modules, of the suite in its default tier and of go vet.
func unitsOf(temp string, modules []string) (all []comparison, err error) {
	suite, err := corpus.Build(temp)
	if err != nil {
		return nil, err
	}
	vet, err := vetProgram()
	if err != nil {
		return nil, err
	}
	targets, err := corpus.Select(corpus.Dir(), modules)
	if err != nil {
		return nil, err
	}
	type key struct {
		pkg   string
		files int
	}
	byVet := make(map[key]unit)
	err = corpus.Runs(targets, func(patterns []string) error {
		units, err := watched(vet, nil, patterns)
		for _, u := range units {
			byVet[key{u.pkg, u.files}] = u
		}
		if err != nil {
			return err
		}
		units, err = watched(suite, nil, patterns)
		for _, u := range units {
			all = append(all, comparison{u, byVet[key{u.pkg, u.files}]})
		}
		return err
	})
	return all, err
}

// printUnits prints the units that are over a bound, or came near to it.
func printUnits(w io.Writer, all []comparison) error {
	slices.SortFunc(all, func(a, b comparison) int { return cmp.Compare(b.suite.cpu, a.suite.cpu) })
	near := slices.DeleteFunc(slices.Clone(all), func(c comparison) bool {
		return c.suite.cpu < maxUnitCPU/2 && c.suite.peak < maxUnitPeak/2
	})
	over := 0
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "package\tfiles\tCPU s\tgo vet\tMiB\tgo vet\t\t")
	for _, c := range near {
		verdict := "ok"
		if c.suite.cpu > maxUnitCPU || c.suite.peak > maxUnitPeak {
			verdict = "MISSED"
			over++
		}
		fmt.Fprintf(t, "%s\t%d\t%.1f\t%.1f\t%.0f\t%.0f\t%s\t\n", c.suite.pkg, c.suite.files, c.suite.cpu, c.vet.cpu, c.suite.peak, c.vet.peak, verdict)
	}
	if err := t.Flush(); err != nil {
		return err
	}
	_, err := fmt.Fprintf(w, "\n%d of %d processes are over %d s or %d MiB; those that come to half of it are listed\n", over, len(all), maxUnitCPU, maxUnitPeak)
	return err
}
