// Gocorelint reports where Go code breaks the rules of Go's core: goroutines
// that can never end, sends that panic, locks that are copied, allocations
// that a loop repeats for nothing.
//
//	gocorelint ./...
//	go vet -vettool=$(which gocorelint) ./...
//
// One binary serves both: the first command runs go vet on itself, so that
// results come from Go's build cache when nothing has changed.
// "gocorelint help" tells more.
package main

import (
	"context"
	"os"

	"github.com/gocorelint/gocorelint/analyzers"
	"github.com/gocorelint/gocorelint/cmd/gocorelint/internal/command"
	"github.com/gocorelint/gocorelint/cmd/gocorelint/internal/console"
	"github.com/gocorelint/gocorelint/cmd/gocorelint/internal/goplsbuild"
	"github.com/gocorelint/gocorelint/cmd/gocorelint/internal/suite"
	"github.com/gocorelint/gocorelint/cmd/gocorelint/internal/vettool"
)

func main() {
	if vettool.Speaks(os.Args[1:]) {
		vettool.Main(checks)
	}
	os.Exit(command.Command{
		Checks: checks,
		More: []command.Subcommand{
			{Name: "gopls", Args: "build [-o FILE] [-src DIR]", Short: "build a gopls that shows findings in the editor", Run: gopls},
		},
	}.Main(os.Args[1:]))
}

func gopls(c *console.Console, args []string) int {
	return goplsbuild.Run(context.Background(), args, c.Out, c.Err)
}

func checks() suite.Suite { return analyzers.Checks() }
