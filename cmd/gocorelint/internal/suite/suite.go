// Package suite is about the checks as a driver sees them: which of them run,
// with which settings, and the flags of go vet that say so.
package suite

import (
	"fmt"
	"slices"

	"github.com/agnivade/levenshtein"

	"github.com/gocorelint/gocorelint/analyzers"
)

// A Suite is the list of all checks, as analyzers.Checks makes it.
type Suite []*analyzers.Check

// Lookup returns the check of that name, or nil.
func (s Suite) Lookup(name string) *analyzers.Check {
	for _, c := range s {
		if c.Name == name {
			return c
		}
	}
	return nil
}

// Find returns the check of that name, or an error that names the likeliest
// one.
func (s Suite) Find(name string) (*analyzers.Check, error) {
	if c := s.Lookup(name); c != nil {
		return c, nil
	}
	var names []string
	for _, c := range s {
		names = append(names, c.Name)
	}
	return nil, fmt.Errorf("there is no check %q%s; gocorelint list prints the names", name, DidYouMean(name, names))
}

// Upto returns the checks of a tier and of the surer ones.
func (s Suite) Upto(tier analyzers.Tier) Suite {
	var some Suite
	for _, c := range s {
		if slices.Index(analyzers.Tiers, c.Tier) <= slices.Index(analyzers.Tiers, tier) {
			some = append(some, c)
		}
	}
	return some
}

// ParseTier is the inverse of a tier's name.
func ParseTier(name string) (analyzers.Tier, error) {
	if tier := analyzers.Tier(name); slices.Contains(analyzers.Tiers, tier) {
		return tier, nil
	}
	return "", fmt.Errorf("there is no tier %q: want default, opt-in or experimental", name)
}

// DidYouMean suggests the nearest of the names: ` (did you mean "x"?)`. It is
// empty if none is near.
func DidYouMean(name string, names []string) string {
	best, distance := "", (len(name)+1)/2+1
	for _, candidate := range names {
		if d := levenshtein.ComputeDistance(name, candidate); d < distance {
			best, distance = candidate, d
		}
	}
	if best == "" {
		return ""
	}
	return fmt.Sprintf(" (did you mean %q?)", best)
}
