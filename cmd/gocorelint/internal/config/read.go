package config

import (
	"fmt"
	"os"
	"strings"

	"github.com/gocorelint/gocorelint/cmd/gocorelint/internal/suite"
)

// Read reads a configuration for the checks. Whatever is wrong with the file
// is an error that begins with file and line.
func Read(path string, checks suite.Suite) (*Config, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	r := reader{
		checks: checks,
		config: &Config{File: path, Settings: make(suite.Settings)},
	}
	top, err := parse(data)
	if err == nil {
		err = r.top(top)
	}
	if err != nil {
		return nil, fmt.Errorf("%s:%w", path, err)
	}
	return r.config, nil
}

// keys are the keys of the file, in the order of the reference.
var keys = [...]string{"version", "tier", "enable", "disable", "tests", "generated", "url", "checks"}

// A reader checks a file while it reads it.
type reader struct {
	checks suite.Suite // serves for trying values
	config *Config
}

func (r *reader) top(top *mapping) error {
	if top.get("version").text() != "1" {
		return top.errorf(`version is missing or not 1: begin the file with "version: 1"`)
	}
	for _, e := range top.entries {
		if err := r.entry(e); err != nil {
			return err
		}
	}
	// After the settings that hold for all checks come those of one.
	if err := r.settings(top.get("checks")); err != nil {
		return err
	}
	return top.get("disable").wrap(r.config.Choice.Validate(r.checks))
}

func (r *reader) entry(e entry) (err error) {
	choice := &r.config.Choice
	switch e.key {
	case "version", "checks":
	case "tier":
		if choice.Tier, err = suite.ParseTier(e.text()); err != nil {
			return e.errorf("%v", err)
		}
	case "enable":
		choice.Enable, err = r.names(e)
	case "disable":
		choice.Disable, err = r.names(e)
	case "tests", "generated":
		if text := e.text(); text != "true" && text != "false" {
			return e.errorf("%s is true or false, not %s", e.key, e.describe())
		}
		err = e.wrap(r.config.Settings.SetAll(r.checks, e.key, e.text()))
	case "url":
		if !strings.Contains(e.text(), "://") {
			return e.errorf("url is the address of the folder with the pages of the checks, not %s", e.describe())
		}
		err = e.wrap(r.config.Settings.SetAll(r.checks, e.key, e.text()))
	default:
		return e.errorf("unknown key %q%s: the keys are %s", e.key, suite.DidYouMean(e.key, keys[:]), strings.Join(keys[:], ", "))
	}
	return err
}

// names reads a list of checks.
func (r *reader) names(e entry) ([]string, error) {
	items, ok := e.list()
	if !ok {
		return nil, e.errorf("%s is a list of checks, as [a, b], not %s", e.key, e.describe())
	}
	var names []string
	for _, item := range items {
		if _, err := r.checks.Find(item.text()); err != nil {
			return nil, item.errorf("%v", err)
		}
		names = append(names, item.text())
	}
	return names, nil
}

func (r *reader) settings(e entry) error {
	checks, err := e.mapping()
	if err != nil {
		return err
	}
	for _, check := range checks.entries {
		if _, err := r.checks.Find(check.key); err != nil {
			return check.errorf("%v", err)
		}
		settings, err := check.mapping()
		if err != nil {
			return err
		}
		for _, s := range settings.entries {
			value, err := s.flagValue()
			if err != nil {
				return err
			}
			if err := r.config.Settings.Set(r.checks, check.key, s.key, value); err != nil {
				return s.errorf("%v", err)
			}
		}
	}
	return nil
}
