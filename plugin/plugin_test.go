package plugin

import (
	"slices"
	"strings"
	"testing"

	"github.com/golangci/plugin-module-register/register"
	"golang.org/x/tools/go/analysis"

	"github.com/gocorelint/gocorelint/analyzers"
)

func TestRegistered(t *testing.T) {
	if _, err := register.GetPlugin("gocorelint"); err != nil {
		t.Error(err)
	}
}

func TestNoSettings(t *testing.T) {
	for _, raw := range []any{nil, map[string]any{}} {
		linter := newLinter(t, raw)
		if mode := linter.GetLoadMode(); mode != register.LoadModeTypesInfo {
			t.Errorf("load mode %q", mode)
		}
		want, err := analyzers.Selection{}.From(analyzers.Checks())
		if err != nil {
			t.Fatal(err)
		}
		if got := build(t, linter); len(got) != len(want) || len(got) == 0 {
			t.Errorf("settings %v: %d analyzers, want the %d of the default tier", raw, len(got), len(want))
		}
	}
}

func TestAnalyzersAreNew(t *testing.T) {
	linter := newLinter(t, nil)
	first, second := build(t, linter), build(t, linter)
	for _, a := range first {
		if slices.Contains(second, a) {
			t.Errorf("%s is shared by two builds", a.Name)
		}
	}
	if err := analysis.Validate(first); err != nil {
		t.Error(err)
	}
}

func TestFlags(t *testing.T) {
	linter := newLinter(t, map[string]any{
		"only":     []any{"ignore", "staleignore"},
		"tests":    false,
		"url":      "https://lint.example.com",
		"settings": map[string]any{"staleignore": map[string]any{"generated": true, "tests": "true"}},
	})
	for _, a := range build(t, linter) {
		own := map[string]string{"ignore": "false", "staleignore": "true"}[a.Name]
		for name, want := range map[string]string{
			"tag": "false", "url": "https://lint.example.com", "tests": own, "generated": own,
		} {
			if got := a.Flags.Lookup(name).Value.String(); got != want {
				t.Errorf("%s: flag %s is %s, want %s", a.Name, name, got, want)
			}
		}
	}
}

func TestWrongSettings(t *testing.T) {
	flag := func(check, name string, value any) map[string]any {
		return map[string]any{"settings": map[string]any{check: map[string]any{name: value}}}
	}
	for _, test := range []struct {
		raw  any
		want string
	}{
		{"all", "settings are a mapping"},
		{map[string]any{"enabled": []any{"ignore"}}, `there is no setting "enabled"; the settings are tier, enable, disable, only, `},
		{map[string]any{"enable": "ignore"}, "enable of type []string"},
		{map[string]any{"enable": []any{"ignored"}}, `enable: there is no check "ignored"; the checks are `},
		{map[string]any{"tier": "all"}, `there is no tier "all"`},
		{flag("ignored", "tests", true), `settings: there is no check "ignored"; the checks are `},
		{flag("ignore", "test", true), `settings: check ignore has no flag "test"; its flags are debug, generated, tag, tests, url`},
		{flag("ignore", "tests", 7), `settings: check ignore: flag tests can't be "7"`},
		{flag("ignore", "tests", nil), "the value of a flag is a string, a number or a boolean"},
		{flag("ignore", "tests", []any{1}), "the value of a flag is a string, a number or a boolean"},
	} {
		_, err := New(test.raw)
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%v: error %v, want %q", test.raw, err, test.want)
		}
	}
}

func newLinter(t *testing.T, raw any) register.LinterPlugin {
	t.Helper()
	linter, err := New(raw)
	if err != nil {
		t.Fatalf("settings %v: %v", raw, err)
	}
	return linter
}

func build(t *testing.T, linter register.LinterPlugin) []*analysis.Analyzer {
	t.Helper()
	list, err := linter.BuildAnalyzers()
	if err != nil {
		t.Fatal(err)
	}
	return list
}
