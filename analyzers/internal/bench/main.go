//go:build unix

// Bench measures what the suite costs beside go vet and staticcheck, on modules
// of the corpus, and prints the ratios that we promise.
//
//	go run ./analyzers/internal/bench [-n runs] [-modules list] [-share groups]
//	go run ./analyzers/internal/bench -units -modules all
//
// What is measured:
//
//   - cold: export data of all packages and their tests is in the build cache,
//     results are not. For go vet a build tag that nobody knows does that, as the
//     flag is in the key of its results; staticcheck gets an empty cache of its own.
//   - warm: the same again, with nothing changed.
//   - CPU: user and system time of the process and all that it started (wait4).
//   - memory: the resident set of the largest process that analyses. go vet starts
//     one for each package, so it is watched by a process in between, in a run of its
//     own; for staticcheck it is that of the one process.
//
// The tools take turns, and of each figure the median counts: a busy
// machine then slows all of them alike.
//
// With -share only the suite is measured, with and without the checks of some
// groups, cold: what they add to it.
//
// With -units it tells which packages, one process each, take long or need much memory, with go vet's
// figures beside them.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/gocorelint/gocorelint/analyzers/internal/corpus"
)

func main() {
	watch()
	log.SetFlags(0)
	log.SetPrefix("bench: ")
	n := flag.Int("n", 3, "`runs` of each tool")
	modules := flag.String("modules", "github.com/prometheus/client_golang,github.com/hashicorp/raft,github.com/dgraph-io/badger/v4",
		"comma-separated `list` of modules of the corpus, or all")
	groups := flag.String("share", "", "measure what the checks of these `groups` add to the suite, "+
		"such as map,slice,iface,string,reflect,call,defer,errors,memory")
	each := flag.Bool("units", false, "measure the process for each package")
	flag.Parse()
	var list []string
	if *modules != "all" {
		list = strings.Split(*modules, ",")
	}

	temp, err := os.MkdirTemp("", "bench")
	if err != nil {
		log.Fatal(err)
	}
	switch {
	case *each:
		err = units(temp, list)
	case *groups != "":
		err = share(temp, list, *n, strings.Split(*groups, ","))
	default:
		err = bench(temp, list, *n)
	}
	os.RemoveAll(temp)
	if err != nil {
		log.Fatal(err)
	}
}

func units(temp string, modules []string) error {
	all, err := unitsOf(temp, modules)
	if err != nil {
		return err
	}
	return printUnits(os.Stdout, all)
}

func bench(temp string, modules []string, n int) error {
	tools, err := buildTools(temp)
	if err != nil {
		return err
	}
	rows, err := measureAll(tools, modules, n)
	if err != nil {
		return err
	}
	return printTables(os.Stdout, rows)
}

// measureAll makes a row for each module of the corpus.
func measureAll(tools []tool, modules []string, n int) ([]row, error) {
	targets, err := corpus.Select(corpus.Dir(), modules)
	if err != nil {
		return nil, err
	}
	var rows []row
	for _, target := range targets {
		fmt.Fprintf(os.Stderr, "bench: %s, %d runs\n", target.Module, n)
		costs, err := measure(tools, target.Patterns, n)
		if err != nil {
			return nil, fmt.Errorf("%s: %v", target.Module, err)
		}
		rows = append(rows, row{target.Module, costs})
	}
	return rows, nil
}

// measure returns the costs of the tools, in their order.
func measure(tools []tool, patterns []string, n int) ([]cost, error) {
	samples := make([][]cost, len(tools))
	for run := range n + 1 {
		for i, t := range tools {
			c, err := t.cost(patterns)
			if err != nil {
				return nil, fmt.Errorf("%s: %v", t.name, err)
			}
			if run > 0 { // the first one builds the export data
				samples[i] = append(samples[i], c)
			}
		}
	}
	var costs []cost
	for _, s := range samples {
		costs = append(costs, medians(s))
	}
	return costs, nil
}

// allTiers makes the suite whole.
const allTiers = "-tier=experimental"

// buildTools returns go vet, the suite and staticcheck, in this order.
func buildTools(temp string) ([]tool, error) {
	suite, err := corpus.Build(temp)
	if err != nil {
		return nil, err
	}
	install := exec.Command("go", "install", "honnef.co/go/tools/cmd/staticcheck@v0.8.2")
	install.Env = append(os.Environ(), "GOBIN="+temp)
	if out, err := install.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("%v: %v\n%s", install.Args, err, out)
	}
	vet, err := vetProgram()
	if err != nil {
		return nil, err
	}
	return []tool{
		goVet("go vet", vet),
		goVet("gocorelint", suite, allTiers),
		staticcheck(filepath.Join(temp, "staticcheck"), temp),
	}, nil
}

// vetProgram is what go vet runs by itself.
func vetProgram() (string, error) {
	out, err := exec.Command("go", "tool", "-n", "vet").Output()
	return strings.TrimSpace(string(out)), err
}
