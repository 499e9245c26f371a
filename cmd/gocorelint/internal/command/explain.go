package command

import (
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/gocorelint/gocorelint/cmd/gocorelint/internal/console"
	"github.com/gocorelint/gocorelint/cmd/gocorelint/internal/page"
	"github.com/gocorelint/gocorelint/docs"
)

// explain prints the page of a check, or with -run runs its wrong program. A
// name may be followed by "#" and the id of a message, as in the address of a
// finding's page.
func (cmd Command) explain(c *console.Console, args []string) int {
	flags := flag.NewFlagSet("explain", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	runIt := flags.Bool("run", false, "run the wrong program of the page")
	language := languageFlag(flags)
	if err := flags.Parse(args); err != nil || flags.NArg() != 1 {
		c.Errorf("explain takes -run, -lang en|zh and the name of one check: gocorelint list prints them")
		return Usage
	}
	args = flags.Args()
	if !slices.Contains(docs.Languages, *language) {
		c.Errorf("-lang is one of %s, not %q", strings.Join(docs.Languages, ", "), *language)
		return Usage
	}
	name, _, _ := strings.Cut(args[0], "#")
	name = strings.Trim(name, "()") // copied from the end of a message
	check, err := cmd.Checks().Find(name)
	if err != nil {
		c.Errorf("%v", err)
		return Usage
	}
	text, err := docs.Check(check.Name, *language)
	if err != nil { // a test sees to it that each check has its page
		text = fmt.Appendf(nil, "# %s\n\n%s\n", check.Name, check.Doc)
	}
	if *runIt {
		return demonstrate(c, check.Name)
	}
	return show(c, text)
}

// show prints a page: as it is, or set for the terminal.
func show(c *console.Console, markdown []byte) int {
	style, err := c.Style("auto")
	if err == nil && c.OutIsTerminal {
		markdown = page.Render(markdown, style, min(c.Width, 100))
	}
	if err == nil {
		_, err = c.Out.Write(markdown)
	}
	if err != nil {
		c.Errorf("%v", err)
		return NotAnalyzed
	}
	return Clean
}

// languageFlag adds -lang, which is that of the user's locale unless it is set.
func languageFlag(flags *flag.FlagSet) *string {
	return flags.String("lang", locale(), "the `language` of the page, en or zh")
}

// locale is the user's language, if pages are written in it.
func locale() string {
	return docs.Language(os.Getenv("LC_ALL"), os.Getenv("LC_MESSAGES"), os.Getenv("LANG"))
}
