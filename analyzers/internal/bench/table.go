//go:build unix

package main

import (
	"fmt"
	"io"
	"slices"
	"text/tabwriter"
)

// A row has what the tools cost on one module: go vet, the suite, staticcheck.
type row struct {
	module string
	costs  []cost
}

func (r row) vet() cost         { return r.costs[0] }
func (r row) suite() cost       { return r.costs[1] }
func (r row) staticcheck() cost { return r.costs[2] }

// A ratio is what we promise, with its limit.
type ratio struct {
	name  string
	limit float64
	of    func(row) float64
}

var ratios = []ratio{
	{"cold CPU / go vet's", 1.3, func(r row) float64 { return r.suite().cold / r.vet().cold }},
	{"cold CPU / staticcheck's", 0.3, func(r row) float64 { return r.suite().cold / r.staticcheck().cold }},
	{"warm CPU / go vet's", 1.2, func(r row) float64 { return r.suite().warm / r.vet().warm }},
	{"memory of a process / go vet's", 1.5, func(r row) float64 { return r.suite().peak / r.vet().peak }},
}

func printTables(w io.Writer, rows []row) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "module\ttool\tcold CPU s\twarm CPU s\tmemory MiB\t")
	for _, r := range rows {
		for i, name := range []string{"go vet", "gocorelint", "staticcheck"} {
			c := r.costs[i]
			fmt.Fprintf(t, "%s\t%s\t%.2f\t%.2f\t%.0f\t\n", r.module, name, c.cold, c.warm, c.peak)
		}
	}
	fmt.Fprintln(t, "\t\t\t\t\t")
	fmt.Fprintln(t, "module\tratio of gocorelint's\tmeasured\tlimit\t\t")
	for _, r := range rows {
		for _, q := range ratios {
			verdict := "ok"
			if q.of(r) > q.limit {
				verdict = "MISSED"
			}
			fmt.Fprintf(t, "%s\t%s\t%.2f\t%.1f\t%s\t\n", r.module, q.name, q.of(r), q.limit, verdict)
		}
	}
	return t.Flush()
}

// medians takes the median of each figure by itself.
func medians(costs []cost) cost {
	of := func(figure func(cost) float64) float64 {
		var all []float64
		for _, c := range costs {
			all = append(all, figure(c))
		}
		slices.Sort(all)
		return all[len(all)/2]
	}
	return cost{
		cold: of(func(c cost) float64 { return c.cold }),
		warm: of(func(c cost) float64 { return c.warm }),
		peak: of(func(c cost) float64 { return c.peak }),
	}
}
