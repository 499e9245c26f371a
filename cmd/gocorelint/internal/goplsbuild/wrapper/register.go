//go:build ignore

package main

import (
	"fmt"
	"reflect"
	"unsafe"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/gopls/internal/protocol"
	"golang.org/x/tools/gopls/internal/settings"

	"github.com/gocorelint/gocorelint/analyzers"
)

// register adds the checks to gopls's analyzers. gopls reads its list on each
// request, so it is early enough to do so in main.
func register(checks []*analyzers.Check) error {
	if err := expected(); err != nil {
		return fmt.Errorf("can't register checks with this version of gopls: %w", err)
	}
	taken := make(map[string]bool)
	for _, a := range settings.AllAnalyzers {
		taken[a.Analyzer().Name] = true
	}
	for _, c := range checks {
		// Users switch analyzers by name: "analyses": {"NAME": false}.
		if taken[c.Name] {
			c.Analyzer.Name = "gocorelint_" + c.Name
		}
		// An editor shows the name beside the message. Flags can't be set at run
		// time: they are not in the key of gopls's cache.
		if err := c.Flags.Set("tag", "false"); err != nil {
			return err
		}
		settings.AllAnalyzers = append(settings.AllAnalyzers, wrap(c))
	}
	return nil
}

// A field is one that must be set in a settings.Analyzer, whose fields are not
// exported and which has no constructor.
type field struct {
	name  string
	value any
}

func fields(c *analyzers.Check) []field {
	return []field{
		{"analyzer", c.Analyzer},
		{"severity", severity(c)},
		{"nonDefault", c.Tier != analyzers.Default},
	}
}

// expected checks that settings.Analyzer is as it was in gopls v0.20 to v0.23.
func expected() error {
	if len(settings.AllAnalyzers) == 0 {
		return fmt.Errorf("settings.AllAnalyzers is empty")
	}
	typ := reflect.TypeFor[settings.Analyzer]()
	for _, f := range fields(&analyzers.Check{Analyzer: new(analysis.Analyzer)}) {
		got, ok := typ.FieldByName(f.name)
		if !ok || got.Type != reflect.TypeOf(f.value) {
			return fmt.Errorf("settings.Analyzer has no field %s of type %T", f.name, f.value)
		}
	}
	return nil
}

func wrap(c *analyzers.Check) *settings.Analyzer {
	a := new(settings.Analyzer)
	for _, f := range fields(c) {
		v := reflect.ValueOf(a).Elem().FieldByName(f.name)
		reflect.NewAt(v.Type(), unsafe.Pointer(v.UnsafeAddr())).Elem().Set(reflect.ValueOf(f.value))
	}
	return a
}

// severity follows the advice at settings.Analyzer.Severity. A hint would not
// be in the list of problems of VS Code.
func severity(c *analyzers.Check) protocol.DiagnosticSeverity {
	if c.Severity == analyzers.Performance {
		return protocol.SeverityInformation
	}
	return protocol.SeverityWarning
}
