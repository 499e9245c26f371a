package plugin

import (
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/golangci/plugin-module-register/register"
	"golang.org/x/tools/go/analysis"

	"github.com/gocorelint/gocorelint/analyzers"
)

// Settings are all that can be set in .golangci.yml.
type Settings struct {
	// Which checks run, see [analyzers.Selection].
	Tier    analyzers.Tier `json:"tier"`
	Enable  []string       `json:"enable"`
	Disable []string       `json:"disable"`
	Only    []string       `json:"only"`

	// For all checks; what is not set is the check's own default.
	Tests     *bool  `json:"tests"`     // report in _test.go files
	Generated *bool  `json:"generated"` // report in generated files
	URL       string `json:"url"`       // base of the pages
	Links     bool   `json:"links"`     // end each message in the address of its page

	// Flags of single checks, by check and flag.
	Settings map[string]map[string]Value `json:"settings"`
}

// A Value is a flag's value, which YAML may take for a string, a number or a
// boolean.
type Value string

// UnmarshalJSON accepts scalars.
func (v *Value) UnmarshalJSON(data []byte) error {
	switch data[0] {
	case '{', '[', 'n':
		return fmt.Errorf("the value of a flag is a string, a number or a boolean, not %s", data)
	case '"':
		return json.Unmarshal(data, (*string)(v))
	}
	*v = Value(data)
	return nil
}

func (s Settings) selection() analyzers.Selection {
	return analyzers.Selection{Tier: s.Tier, Enable: s.Enable, Disable: s.Disable, Only: s.Only}
}

// decode is strict: a misspelt setting is an error, never ignored.
func decode(raw any) (Settings, error) {
	if err := validateKeys(raw); err != nil {
		return Settings{}, err
	}
	s, err := register.DecodeSettings[Settings](raw)
	if err != nil {
		return Settings{}, err
	}
	checks := analyzers.Checks()
	for _, name := range slices.Sorted(maps.Keys(s.Settings)) {
		c := analyzers.Find(checks, name)
		if c == nil {
			return Settings{}, fmt.Errorf("settings: there is no check %q; the checks are %s", name, analyzers.Names(checks))
		}
		for _, flagName := range slices.Sorted(maps.Keys(s.Settings[name])) {
			if c.Flags.Lookup(flagName) == nil {
				return Settings{}, fmt.Errorf("settings: check %s has no flag %q; its flags are %s", name, flagName, flagNames(&c.Flags))
			}
		}
	}
	return s, nil
}

// validateKeys names the known settings where encoding/json only names the
// unknown one.
func validateKeys(raw any) error {
	if raw == nil {
		return nil
	}
	given, ok := raw.(map[string]any)
	if !ok {
		return fmt.Errorf("settings are a mapping of names to values, not %v", raw)
	}
	var known []string
	for field := range reflect.TypeFor[Settings]().Fields() {
		known = append(known, field.Tag.Get("json"))
	}
	var unknown []string
	for name := range given {
		if !slices.Contains(known, name) {
			unknown = append(unknown, name)
		}
	}
	if len(unknown) == 0 {
		return nil
	}
	return fmt.Errorf("there is no setting %q; the settings are %s", slices.Min(unknown), strings.Join(known, ", "))
}

// configure sets the flags of one check: those for all, then its own.
func (s Settings) configure(a *analysis.Analyzer) error {
	values := map[string]Value{"tag": "false"} // golangci-lint prints the name
	if s.Tests != nil {
		values["tests"] = Value(fmt.Sprint(*s.Tests))
	}
	if s.Generated != nil {
		values["generated"] = Value(fmt.Sprint(*s.Generated))
	}
	if s.URL != "" {
		values["url"] = Value(s.URL)
	}
	maps.Copy(values, s.Settings[a.Name])
	for _, name := range slices.Sorted(maps.Keys(values)) {
		if err := a.Flags.Set(name, string(values[name])); err != nil {
			return fmt.Errorf("settings: check %s: flag %s can't be %q: %w", a.Name, name, values[name], err)
		}
	}
	return nil
}

func flagNames(flags *flag.FlagSet) string {
	var names []string
	flags.VisitAll(func(f *flag.Flag) { names = append(names, f.Name) })
	return strings.Join(names, ", ")
}
