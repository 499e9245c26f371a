package command

import (
	"errors"
	"flag"
	"fmt"
	"maps"
	"os"

	"github.com/gocorelint/gocorelint/cmd/gocorelint/internal/config"
	"github.com/gocorelint/gocorelint/cmd/gocorelint/internal/console"
	"github.com/gocorelint/gocorelint/cmd/gocorelint/internal/finding"
	"github.com/gocorelint/gocorelint/cmd/gocorelint/internal/govet"
	"github.com/gocorelint/gocorelint/cmd/gocorelint/internal/scope"
	"github.com/gocorelint/gocorelint/cmd/gocorelint/internal/suite"
)

// A run is one analysis.
type run struct {
	*console.Console
	*options
	style console.Style
	dir   string      // the current directory
	suite suite.Suite // for looking checks up
	scope *scope.Scope
	vet   govet.Command

	newSuite func() suite.Suite
	chosen   suite.Suite // the checks that run
	values   suite.Settings

	urls map[string]string // bases of the pages that are not the analyzer's own
}

// analyze is the command without a subcommand.
func (cmd Command) analyze(c *console.Console, args []string) int {
	r, err := cmd.newRun(c, args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return cmd.help(c, nil)
	case err != nil:
		c.Errorf("%v", err)
		return Usage
	case r.diff:
		return r.printDiff()
	}
	findings, failure := r.findings()
	if r.fix && finding.Fixable(findings, "") {
		findings, failure = r.applyFixes(findings, failure)
	}
	if err := r.print(findings, failure == nil); err != nil {
		c.Errorf("%v", err)
		return NotAnalyzed
	}
	return r.status(len(findings) > 0, failure)
}

func (cmd Command) newRun(c *console.Console, args []string) (*run, error) {
	s := cmd.Checks()
	o, err := parseFlags(s, args)
	if err != nil {
		return nil, err
	}
	r := &run{Console: c, options: o, suite: s, newSuite: cmd.Checks}
	if r.style, err = c.Style(o.color); err != nil {
		return nil, err
	}
	if o.dir != "" {
		if err := os.Chdir(o.dir); err != nil {
			return nil, fmt.Errorf("-C: %v", err)
		}
	}
	if r.dir, err = os.Getwd(); err != nil {
		return nil, err
	}
	tool, err := os.Executable()
	if err != nil {
		return nil, err
	}
	r.scope = scope.New(r.dir, o.packages)
	flags, err := r.toolFlags()
	if value := r.scope.Flag(); value != "" {
		flags = append(flags, "-scope="+value)
	}
	r.vet = govet.Command{Tool: tool, BuildFlags: o.build, ToolFlags: flags, Packages: o.packages}
	return r, err
}

// toolFlags puts the command line over the configuration, and both into flags
// of go vet.
func (r *run) toolFlags() ([]string, error) {
	cfg, err := r.readConfig()
	if err != nil {
		return nil, err
	}
	if r.chosen, err = r.choice.Over(cfg.Choice).Of(r.suite); err != nil {
		return nil, err
	}
	r.values = make(suite.Settings)
	for _, layer := range []suite.Settings{cfg.Settings, r.general, r.settings} {
		maps.Copy(r.values, layer)
	}
	r.urls = make(map[string]string)
	for _, c := range r.suite {
		r.urls[c.Name] = r.values[c.Name+".url"]
	}
	return r.newSuite().VetFlags(r.chosen, r.values), nil
}

func (r *run) readConfig() (*config.Config, error) {
	path := r.config
	if path == "" && !r.noConfig {
		path = config.Find(r.dir)
	}
	if path == "" {
		return new(config.Config), nil
	}
	return config.Read(govet.Relative(r.dir, path), r.newSuite())
}

// findings runs the checks, with a line of progress if a person watches.
func (r *run) findings() ([]finding.Finding, *govet.Failure) {
	progress := r.Progress()
	if progress != nil {
		go func() {
			if n, err := r.vet.Count(); err == nil {
				progress.Total(n)
			}
		}()
	}
	r.vet.Unit = progress.Step
	out := r.vet.Analyze()
	progress.Stop()
	fmt.Fprint(r.Err, out.Stderr)
	return r.collect(out)
}

// status prints why code could not be analysed, and returns the exit status.
func (r *run) status(found bool, failure *govet.Failure) int {
	switch {
	case failure != nil:
		for _, line := range failure.Code {
			fmt.Fprintln(r.Err, line)
		}
		for _, reason := range failure.Reasons {
			r.Errorf("%s", reason)
		}
		return NotAnalyzed
	case found:
		return Found
	}
	return Clean
}
