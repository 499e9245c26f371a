package suite

import (
	"fmt"
	"slices"

	"github.com/gocorelint/gocorelint/analyzers"
)

// A Choice says which checks run: those of the tier, with Enable and without
// Disable, or exactly Only. The zero Choice is the default tier.
type Choice struct {
	Tier    analyzers.Tier
	Only    []string
	Enable  []string
	Disable []string
}

// Over returns c with what is missing in it taken from below: the command line
// over the configuration file. Only leaves nothing of below.
func (c Choice) Over(below Choice) Choice {
	if c.Only != nil {
		return c
	}
	if c.Tier == "" {
		c.Tier = below.Tier
	}
	// A check that the upper layer names is settled there.
	c.Enable = append(without(below.Enable, c.Disable), c.Enable...)
	c.Disable = append(without(below.Disable, c.Enable), c.Disable...)
	return c
}

// Of returns the checks that c chooses, in the order of the suite.
func (c Choice) Of(s Suite) (Suite, error) {
	if err := c.Validate(s); err != nil {
		return nil, err
	}
	tier := c.Tier
	if tier == "" {
		tier = analyzers.Default
	}
	byTier := s.Upto(tier)
	var chosen Suite
	for _, check := range s {
		switch {
		case c.Only != nil:
			if slices.Contains(c.Only, check.Name) {
				chosen = append(chosen, check)
			}
		case slices.Contains(c.Disable, check.Name):
		case slices.Contains(c.Enable, check.Name), byTier.Lookup(check.Name) != nil:
			chosen = append(chosen, check)
		}
	}
	if len(chosen) == 0 {
		return nil, fmt.Errorf("no check is left to run: enable one, gocorelint list prints the names")
	}
	return chosen, nil
}

// Validate reports names that are wrong or contradict each other.
func (c Choice) Validate(s Suite) error {
	for _, name := range slices.Concat(c.Only, c.Enable, c.Disable) {
		if _, err := s.Find(name); err != nil {
			return err
		}
	}
	if both := within(c.Enable, c.Disable); len(both) > 0 {
		return fmt.Errorf("check %s is both enabled and disabled", both[0])
	}
	return nil
}

func without(names, others []string) []string {
	return slices.DeleteFunc(slices.Clone(names), func(n string) bool { return slices.Contains(others, n) })
}

func within(names, others []string) []string {
	return slices.DeleteFunc(slices.Clone(names), func(n string) bool { return !slices.Contains(others, n) })
}
