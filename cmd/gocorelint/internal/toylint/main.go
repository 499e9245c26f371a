// Toylint is gocorelint with checks that are made for tests of the command:
// each shows one thing that checks can do, and none will ever change because
// the check got better.
package main

import (
	"fmt"
	"os"
	"time"

	"golang.org/x/tools/go/analysis"

	"github.com/gocorelint/gocorelint/analyzers"
	"github.com/gocorelint/gocorelint/cmd/gocorelint/internal/command"
	"github.com/gocorelint/gocorelint/cmd/gocorelint/internal/console"
	"github.com/gocorelint/gocorelint/cmd/gocorelint/internal/suite"
	"github.com/gocorelint/gocorelint/cmd/gocorelint/internal/vettool"
)

func main() {
	if vettool.Speaks(os.Args[1:]) {
		vettool.Main(checks)
	}
	cmd := command.Command{
		Checks: checks,
		More: []command.Subcommand{{
			Name: "toy", Args: "[ARG]", Short: "print the arguments",
			Run: func(c *console.Console, args []string) int {
				fmt.Fprintln(c.Out, args)
				return command.Clean
			},
		}},
	}
	os.Exit(cmd.Main(os.Args[1:]))
}

func checks() suite.Suite {
	return suite.Suite{
		{Analyzer: newAfter(), Group: "call", Tier: analyzers.Default, Severity: analyzers.Bug, Since: "0.1.0"},
		{Analyzer: newAssign(), Group: "memory", Tier: analyzers.Default, Severity: analyzers.Risk, Since: "0.1.0"},
		{Analyzer: newBlank(), Group: "memory", Tier: analyzers.Experimental, Severity: analyzers.Risk, Since: "0.1.0"},
		{Analyzer: newPrefix(), Group: "memory", Tier: analyzers.OptIn, Severity: analyzers.Performance, Since: "0.2.0", Go: "1.22"},
		{Analyzer: newFails(), Group: "errors", Tier: analyzers.Experimental, Severity: analyzers.Bug, Since: "0.3.0"},
	}
}

// trace notes in the file TOYTRACE that an analyzer runs on a package, so that
// tests see what runs where; it takes the time TOYTIME for that.
func trace(pass *analysis.Pass) {
	if d, err := time.ParseDuration(os.Getenv("TOYTIME")); err == nil {
		time.Sleep(d)
	}
	name := os.Getenv("TOYTRACE")
	if name == "" {
		return
	}
	f, err := os.OpenFile(name, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o666)
	if err != nil {
		panic(err)
	}
	defer f.Close()
	fmt.Fprintf(f, "%s %s\n", pass.Analyzer.Name, pass.Pkg.Path())
}
