//go:build unix

package main

import (
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/gocorelint/gocorelint/analyzers"
	"github.com/gocorelint/gocorelint/analyzers/internal/corpus"
)

// share measures the suite with and without the checks of some groups.
func share(temp string, modules []string, n int, groups []string) error {
	names, err := inGroups(groups)
	if err != nil {
		return err
	}
	suite, err := corpus.Build(temp)
	if err != nil {
		return err
	}
	without := []string{allTiers}
	for _, name := range names {
		without = append(without, "-"+name+"=false")
	}
	rows, err := measureAll([]tool{
		cold("with", suite, allTiers),
		cold("without", suite, without...),
	}, modules, n)
	if err != nil {
		return err
	}
	fmt.Printf("%d checks of the groups %s\n\n", len(names), strings.Join(groups, ", "))
	return printShare(os.Stdout, rows)
}

// inGroups lists the checks of the groups.
func inGroups(groups []string) ([]string, error) {
	for _, g := range groups {
		if !slices.Contains(analyzers.Groups, g) {
			return nil, fmt.Errorf("there is no group %q; the groups are %s", g, strings.Join(analyzers.Groups, ", "))
		}
	}
	var names []string
	for _, c := range analyzers.Checks() {
		if slices.Contains(groups, c.Group) {
			names = append(names, c.Name)
		}
	}
	return names, nil
}

// cold is go vet with the program as its tool, of which only the first run counts.
func cold(name, program string, flags ...string) tool {
	return tool{name, func(patterns []string) (c cost, err error) {
		c.cold, _, err = run(vet(program, nonce(), flags, patterns))
		return c, err
	}}
}

// maxShare is what the checks of a part may add to the suite without them.
const maxShare = 0.2

// printShare prints rows of the suite with and without the checks, and their sum.
func printShare(w io.Writer, rows []row) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "module\twith, CPU s\twithout, CPU s\tadded\tlimit\t\t")
	sum := row{"all", make([]cost, 2)}
	for _, r := range rows {
		sum.costs[0].cold += r.costs[0].cold
		sum.costs[1].cold += r.costs[1].cold
	}
	for _, r := range append(rows, sum) {
		with, without := r.costs[0].cold, r.costs[1].cold
		added, verdict := with/without-1, "ok"
		if added > maxShare {
			verdict = "MISSED"
		}
		fmt.Fprintf(t, "%s\t%.2f\t%.2f\t%.0f %%\t%.0f %%\t%s\t\n", r.module, with, without, 100*added, 100*maxShare, verdict)
	}
	return t.Flush()
}
