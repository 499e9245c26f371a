package command

import (
	_ "embed"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"text/tabwriter"

	"github.com/gocorelint/gocorelint/cmd/gocorelint/internal/console"
	"github.com/gocorelint/gocorelint/cmd/gocorelint/internal/suite"
	"github.com/gocorelint/gocorelint/docs"
)

//go:embed help.txt
var helpText string

// help prints the usage, or the guide or page that a topic names.
func (cmd Command) help(c *console.Console, args []string) int {
	switch {
	case len(args) == 0:
		cmd.usage(c)
		return Clean
	case len(args) > 1:
		c.Errorf("help takes one topic: %s, or the name of a check", strings.Join(guides(), ", "))
		return Usage
	}
	if guide, err := docs.Guide(args[0], locale()); err == nil {
		return show(c, guide)
	}
	if cmd.Checks().Lookup(args[0]) != nil {
		return cmd.explain(c, args)
	}
	c.Errorf("there is no help on %q%s: topics are %s, and the names of checks",
		args[0], suite.DidYouMean(args[0], guides()), strings.Join(guides(), ", "))
	return Usage
}

func (cmd Command) usage(c *console.Console) {
	fmt.Fprintf(c.Out, "gocorelint reports where Go code breaks the rules of Go's core.\n\n")
	tw := tabwriter.NewWriter(c.Out, 0, 0, 3, ' ', 0)
	fmt.Fprintf(tw, "  gocorelint [flags] [packages]\trun the checks; without packages, on .\n")
	for _, sub := range cmd.subcommands() {
		fmt.Fprintf(tw, "  gocorelint %s %s\t%s\n", sub.Name, sub.Args, sub.Short)
	}
	fmt.Fprintf(tw, "  gocorelint help [TOPIC]\tprint this, or on %s or a check\n", strings.Join(guides(), ", "))
	tw.Flush()
	fmt.Fprint(c.Out, helpText)
}

// guides lists the names of the guides.
func guides() []string {
	files, err := fs.Glob(docs.FS, "guides/*.md")
	if err != nil {
		panic(err) // the pattern is wrong
	}
	var names []string
	for _, file := range files {
		names = append(names, strings.TrimSuffix(path.Base(file), ".md"))
	}
	return names
}
