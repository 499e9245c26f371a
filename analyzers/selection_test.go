package analyzers_test

import (
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/gocorelint/gocorelint/analyzers"
)

func checks() []*analyzers.Check {
	named := func(name string, tier analyzers.Tier) *analyzers.Check {
		return &analyzers.Check{Analyzer: &analysis.Analyzer{Name: name}, Tier: tier}
	}
	return []*analyzers.Check{
		named("sure", analyzers.Default),
		named("likely", analyzers.OptIn),
		named("fresh", analyzers.Experimental),
	}
}

func TestSelection(t *testing.T) {
	for _, test := range []struct {
		name string
		sel  analyzers.Selection
		want string
	}{
		{"nothing said", analyzers.Selection{}, "sure"},
		{"a tier brings the surer ones", analyzers.Selection{Tier: analyzers.OptIn}, "likely, sure"},
		{"every tier", analyzers.Selection{Tier: analyzers.Experimental}, "fresh, likely, sure"},
		{"enable beats the tier", analyzers.Selection{Enable: []string{"fresh"}}, "fresh, sure"},
		{"disable beats the tier", analyzers.Selection{Tier: analyzers.OptIn, Disable: []string{"sure"}}, "likely"},
		{"only", analyzers.Selection{Only: []string{"likely"}}, "likely"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, err := test.sel.From(checks())
			if err != nil {
				t.Fatal(err)
			}
			if names := analyzers.Names(got); names != test.want {
				t.Errorf("selected %s, want %s", names, test.want)
			}
		})
	}
}

func TestSelectionErrors(t *testing.T) {
	for _, test := range []struct {
		sel  analyzers.Selection
		want string
	}{
		{analyzers.Selection{Enable: []string{"shure"}}, `enable: there is no check "shure"; the checks are fresh, likely, sure`},
		{analyzers.Selection{Disable: []string{""}}, `disable: there is no check ""`},
		{analyzers.Selection{Only: []string{"all"}}, `only: there is no check "all"`},
		{analyzers.Selection{Tier: "optin"}, `there is no tier "optin"; the tiers are default, opt-in, experimental`},
		{analyzers.Selection{Enable: []string{"sure"}, Disable: []string{"sure"}}, `check "sure" is in enable and in disable`},
		{analyzers.Selection{Only: []string{"sure"}, Tier: analyzers.OptIn}, `only says everything`},
	} {
		_, err := test.sel.From(checks())
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%+v: error %v, want %q", test.sel, err, test.want)
		}
	}
}
