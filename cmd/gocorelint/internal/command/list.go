package command

import (
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"text/tabwriter"

	"github.com/gocorelint/gocorelint/analyzers"
	"github.com/gocorelint/gocorelint/cmd/gocorelint/internal/console"
	"github.com/gocorelint/gocorelint/cmd/gocorelint/internal/suite"
)

// A listed check is how list -json prints it.
type listed struct {
	Name     string          `json:"name"`
	Title    string          `json:"title"`
	Group    string          `json:"group"`
	Tier     string          `json:"tier"`
	Severity string          `json:"severity"`
	Since    string          `json:"since"` // version of gocorelint
	Go       string          `json:"go"`    // Go versions it is about; "" for all
	URL      string          `json:"url"`
	Settings []listedSetting `json:"settings"`
}

type listedSetting struct {
	Name    string `json:"name"`
	Default string `json:"default"`
	Usage   string `json:"usage"`
}

func (cmd Command) list(c *console.Console, args []string) int {
	fs := flag.NewFlagSet("gocorelint list", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	asJSON := fs.Bool("json", false, "")
	if err := fs.Parse(args); err != nil || fs.NArg() > 0 {
		c.Errorf("list takes no argument but -json")
		return Usage
	}
	var err error
	if *asJSON {
		enc := json.NewEncoder(c.Out)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "\t")
		err = enc.Encode(newListed(cmd.Checks()))
	} else {
		err = table(c, cmd.Checks())
	}
	if err != nil {
		c.Errorf("%v", err)
		return NotAnalyzed
	}
	return Clean
}

func newListed(checks suite.Suite) []listed {
	var all []listed
	for _, c := range checks {
		l := listed{
			Name: c.Name, Title: c.Title(), Group: c.Group, Tier: string(c.Tier),
			Severity: string(c.Severity), Since: c.Since, Go: c.Go, URL: c.URL,
		}
		c.Flags.VisitAll(func(f *flag.Flag) {
			_, usage := flag.UnquoteUsage(f)
			l.Settings = append(l.Settings, listedSetting{f.Name, f.DefValue, usage})
		})
		all = append(all, l)
	}
	return all
}

func table(c *console.Console, checks suite.Suite) error {
	style, err := c.Style("auto")
	if err != nil {
		return err
	}
	for _, group := range analyzers.Groups {
		tw := tabwriter.NewWriter(c.Out, 0, 0, 2, ' ', 0)
		headed := false
		for _, check := range checks {
			if check.Group != group {
				continue
			}
			if !headed {
				fmt.Fprintln(c.Out, style.Heading(group))
				headed = true
			}
			fmt.Fprintf(tw, "  %s\t%s\t%s\t%s\n", check.Name, check.Tier, check.Severity, check.Title())
		}
		if err := tw.Flush(); err != nil {
			return err
		}
	}
	return nil
}
