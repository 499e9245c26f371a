// Package command is the command for people: it reads flags and the
// configuration, has go vet run the checks, and prints what they found.
package command

import (
	"github.com/gocorelint/gocorelint/analyzers"
	"github.com/gocorelint/gocorelint/cmd/gocorelint/internal/console"
	"github.com/gocorelint/gocorelint/cmd/gocorelint/internal/suite"
)

// The exit statuses.
const (
	Clean       = 0 // no finding
	Found       = 1 // findings, or with -diff a difference
	Usage       = 2 // a wrong flag, an unknown check, a broken configuration
	NotAnalyzed = 3 // code that does not compile, no packages, a module that needs a newer Go
)

// A Subcommand is chosen by the first argument of the command.
type Subcommand struct {
	Name  string
	Args  string // what may follow, for the help text
	Short string // what it does
	Run   func(c *console.Console, args []string) (status int)
}

// subcommands are those that are always there, beside help.
func subcommands() []Subcommand {
	return []Subcommand{
		{"list", "[-json]", "print the checks", list},
		{"explain", "NAME", "print the page of a check", explain},
		{"version", "", "print the version", version},
	}
}

// Main runs the command with its arguments and more subcommands. It returns
// the exit status.
func Main(args []string, more ...Subcommand) int {
	c := console.New()
	all := append(subcommands(), more...)
	if len(args) > 0 {
		if args[0] == "help" {
			return help(c, all, args[1:])
		}
		for _, sub := range all {
			if sub.Name == args[0] {
				return sub.Run(c, args[1:])
			}
		}
	}
	return analyze(c, all, args)
}

// checks makes a new suite. Values that are tried on one must not show in
// another.
func checks() suite.Suite { return analyzers.Checks() }
