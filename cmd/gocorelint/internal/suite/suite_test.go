package suite

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/gocorelint/gocorelint/analyzers"
)

// toys makes checks a (default), b (default), c (opt-in), d (experimental),
// each with a setting.
func toys() Suite {
	var s Suite
	tiers := []analyzers.Tier{analyzers.Default, analyzers.Default, analyzers.OptIn, analyzers.Experimental}
	for i, tier := range tiers {
		a := &analysis.Analyzer{Name: string(rune('a' + i))}
		a.Flags.Int("n", 3, "")
		a.Flags.Bool("tests", true, "")
		s = append(s, &analyzers.Check{Analyzer: a, Tier: tier})
	}
	return s
}

func TestVetFlags(t *testing.T) {
	for _, test := range []struct {
		choice   Choice
		settings Settings
		want     string
	}{
		{Choice{}, nil, ""},
		{Choice{Tier: analyzers.OptIn}, nil, "-tier=opt-in"},
		{Choice{Enable: []string{"c"}}, nil, "-tier=opt-in"},
		{Choice{Tier: analyzers.Experimental, Disable: []string{"d", "c"}}, nil, ""},
		{Choice{Enable: []string{"d"}}, nil, "-a -b -d"},
		{Choice{Only: []string{"c", "b"}}, nil, "-b -c"},
		{Choice{}, Settings{"a.n": "3", "a.tests": "1"}, ""}, // what they are anyway
		{Choice{}, Settings{"b.n": "0x10", "a.tests": "false"}, "-a.tests=false -b.n=0x10"},
		{Choice{}, Settings{"c.n": "4"}, ""}, // does not run
	} {
		chosen, err := test.choice.Of(toys())
		if err != nil {
			t.Errorf("%+v: %v", test.choice, err)
			continue
		}
		if got := strings.Join(toys().VetFlags(chosen, test.settings), " "); got != test.want {
			t.Errorf("%+v %v: flags %q, want %q", test.choice, test.settings, got, test.want)
		}
	}
}

func TestOver(t *testing.T) {
	config := Choice{Tier: analyzers.OptIn, Enable: []string{"d"}, Disable: []string{"a"}}
	for _, test := range []struct {
		line Choice
		want string
	}{
		{Choice{}, "bcd"},
		{Choice{Enable: []string{"a"}}, "abcd"},
		{Choice{Disable: []string{"d"}}, "bc"},
		{Choice{Tier: analyzers.Default}, "bd"},
		{Choice{Only: []string{"a"}}, "a"},
	} {
		chosen, err := test.line.Over(config).Of(toys())
		if err != nil {
			t.Errorf("%+v: %v", test.line, err)
			continue
		}
		var names []string
		for _, c := range chosen {
			names = append(names, c.Name)
		}
		if got := strings.Join(names, ""); got != test.want {
			t.Errorf("%+v: %s, want %s", test.line, got, test.want)
		}
	}
	if !slices.Equal(config.Enable, []string{"d"}) {
		t.Error("the layer below was changed")
	}
}
