// Package command is the command for people: it reads flags and the
// configuration, has go vet run the checks, and prints what they found.
package command

import (
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

// A Command is the command with its checks.
type Command struct {
	// Checks makes a new suite: values that are tried on one must not show in
	// another.
	Checks func() suite.Suite
	// More are subcommands beside those that are always there.
	More []Subcommand
}

func (cmd Command) subcommands() []Subcommand {
	return append([]Subcommand{
		{"list", "[-json]", "print the checks", cmd.list},
		{"explain", "[-run] [-lang en|zh] NAME", "print the page of a check, or run its wrong program", cmd.explain},
		{"docs", "[-o FOLDER]", "write the pages as a web site for a browser", cmd.docs},
		{"version", "", "print the version", version},
	}, cmd.More...)
}

// Main runs the command with its arguments and returns the exit status.
func (cmd Command) Main(args []string) int {
	c := console.New()
	if len(args) > 0 {
		if args[0] == "help" {
			return cmd.help(c, args[1:])
		}
		for _, sub := range cmd.subcommands() {
			if sub.Name == args[0] {
				return sub.Run(c, args[1:])
			}
		}
	}
	return cmd.analyze(c, args)
}
