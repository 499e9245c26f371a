package analyzers

import (
	"fmt"
	"slices"
	"strings"
)

// A Selection says which checks are wanted. The zero Selection is the default
// tier.
type Selection struct {
	Tier    Tier     // the least sure tier that is on; "" is Default
	Enable  []string // checks that are on whatever their tier
	Disable []string // checks that are off
	Only    []string // exactly these checks, and nothing else is said
}

// From returns the selected checks in their order. It fails on a name or a tier
// that does not exist, and on settings that contradict each other.
func (s Selection) From(checks []*Check) ([]*Check, error) {
	if err := s.validate(checks); err != nil {
		return nil, err
	}
	var selected []*Check
	for _, c := range checks {
		if s.wants(c) {
			selected = append(selected, c)
		}
	}
	return selected, nil
}

func (s Selection) wants(c *Check) bool {
	switch {
	case len(s.Only) > 0:
		return slices.Contains(s.Only, c.Name)
	case slices.Contains(s.Disable, c.Name):
		return false
	case slices.Contains(s.Enable, c.Name):
		return true
	}
	return slices.Index(Tiers, c.Tier) <= slices.Index(Tiers, s.tier())
}

func (s Selection) tier() Tier {
	if s.Tier == "" {
		return Default
	}
	return s.Tier
}

func (s Selection) validate(checks []*Check) error {
	for _, list := range []struct {
		setting string
		names   []string
	}{{"enable", s.Enable}, {"disable", s.Disable}, {"only", s.Only}} {
		for _, name := range list.names {
			if Find(checks, name) == nil {
				return fmt.Errorf("%s: there is no check %q; the checks are %s", list.setting, name, Names(checks))
			}
		}
	}
	for _, name := range s.Enable {
		if slices.Contains(s.Disable, name) {
			return fmt.Errorf("check %q is in enable and in disable", name)
		}
	}
	if len(s.Only) > 0 && (len(s.Enable) > 0 || len(s.Disable) > 0 || s.Tier != "") {
		return fmt.Errorf("only says everything: enable, disable and tier can't be set beside it")
	}
	if !slices.Contains(Tiers, s.tier()) {
		return fmt.Errorf("there is no tier %q; the tiers are %s", s.Tier, tierNames())
	}
	return nil
}

// Find returns the check of that name, or nil.
func Find(checks []*Check, name string) *Check {
	i := slices.IndexFunc(checks, func(c *Check) bool { return c.Name == name })
	if i < 0 {
		return nil
	}
	return checks[i]
}

// Names lists the names of the checks for a message.
func Names(checks []*Check) string {
	var names []string
	for _, c := range checks {
		names = append(names, c.Name)
	}
	slices.Sort(names)
	return strings.Join(names, ", ")
}

func tierNames() string {
	var names []string
	for _, t := range Tiers {
		names = append(names, string(t))
	}
	return strings.Join(names, ", ")
}
