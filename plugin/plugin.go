package plugin

import (
	"github.com/golangci/plugin-module-register/register"
	"golang.org/x/tools/go/analysis"

	"github.com/gocorelint/gocorelint/analyzers"
)

// The contract of golangci-lint's module plugins: importing the package
// registers it.
func init() {
	register.Plugin("gocorelint", New)
}

// New makes the linter from the settings that golangci-lint read below
// linters.settings.custom.gocorelint.settings. No settings at all are legal.
func New(raw any) (register.LinterPlugin, error) {
	settings, err := decode(raw)
	if err != nil {
		return nil, err
	}
	// Built once here: golangci-lint then tells of wrong settings before it
	// loads a package.
	if _, err := settings.build(); err != nil {
		return nil, err
	}
	return linter{settings}, nil
}

type linter struct{ settings Settings }

// BuildAnalyzers makes new analyzers on each call: their settings are their own.
func (l linter) BuildAnalyzers() ([]*analysis.Analyzer, error) {
	return l.settings.build()
}

// GetLoadMode asks for types: without them no check can run.
func (linter) GetLoadMode() string { return register.LoadModeTypesInfo }

// build selects the checks and sets their flags.
func (s Settings) build() ([]*analysis.Analyzer, error) {
	all := analyzers.Checks()
	selected, err := s.selection().From(all)
	if err != nil {
		return nil, err
	}
	for _, c := range all {
		if err := s.configure(c.Analyzer); err != nil {
			return nil, err
		}
	}
	var list []*analysis.Analyzer
	for _, c := range selected {
		s.adapt(c.Analyzer)
		list = append(list, c.Analyzer)
	}
	return list, nil
}

// adapt makes the analyzer report what suits golangci-lint. It prints each
// related position as a finding of its own, to be counted, excluded and
// suppressed on its own; the message itself names the other end.
func (s Settings) adapt(a *analysis.Analyzer) {
	run := a.Run
	a.Run = func(pass *analysis.Pass) (any, error) {
		adapted := *pass
		adapted.Report = func(d analysis.Diagnostic) {
			d.Related = nil
			if s.Links {
				d.Message += ", see " + d.URL
			}
			pass.Report(d)
		}
		return run(&adapted)
	}
}
