package proof

import (
	"errors"
	"fmt"
	"slices"
)

// Rounds makes the variants that are run. Each fix is to be judged by itself,
// which needs no copy of the package for each: a round has several, no two of
// which show in one function. What has findings that only several fixes mend
// together is seen with all fixes of the package, in the last round.
func Rounds(fixes []*Fix) ([]*Variant, error) {
	var variants []*Variant
	var errs []error
	number := make(map[*Fixture]int)
	add := func(fixes []*Fix) {
		v, err := Apply(fixes...)
		if err != nil {
			errs = append(errs, err)
			return
		}
		number[v.fixture]++
		v.path = fmt.Sprintf("%s/fixed%d", v.fixture.Path, number[v.fixture])
		variants = append(variants, v)
	}
	for _, list := range byFixture(fixes) {
		rounds := distribute(list)
		for _, round := range rounds {
			add(round)
		}
		if len(rounds) > 1 {
			add(list)
		}
	}
	return variants, errors.Join(errs...)
}

// distribute splits fixes so that no two of a round show in one function.
func distribute(fixes []*Fix) [][]*Fix {
	var rounds [][]*Fix
	used := make(map[string]int) // number of fixes of a function so far
	for _, fix := range fixes {
		round := 0
		var shown []string
		for _, c := range fix.Fixture.Claims {
			if c.Kind.Runs() && slices.Contains(c.Found, fix.Line) {
				shown = append(shown, c.Func)
				round = max(round, used[c.Func])
			}
		}
		for _, name := range shown {
			used[name] = round + 1
		}
		for round >= len(rounds) {
			rounds = append(rounds, nil)
		}
		rounds[round] = append(rounds[round], fix)
	}
	return rounds
}

// claims says what is to be proven of the functions of which a finding is
// fixed: that they misbehave no more, or allocate less often where another
// finding is left.
func (v *Variant) claims() []Claim {
	var claims []Claim
	for _, c := range v.fixture.Claims {
		if !v.mends(c) {
			continue
		}
		switch c.Kind {
		case Alloc:
			c.Kind = fewer
		case Observe:
			c.Kind = unobserved
		case Leak, Deadlock, Panic, Fatal:
			c.Kind = OK
		default:
			continue // a race that is not seen may be there
		}
		c.Package = v.path
		c.Lines = nil
		claims = append(claims, c)
	}
	return claims
}

// mends reports whether the function is to misbehave no more, or less.
func (v *Variant) mends(c Claim) bool {
	if len(v.Fixes) == 0 {
		return c.mended
	}
	left := 0
	for _, l := range c.Found {
		if !slices.ContainsFunc(v.Fixes, func(f *Fix) bool { return f.Line == l }) {
			left++
		}
	}
	return left == 0 && len(c.Found) > 0 || left < len(c.Found) && c.Kind == Alloc
}

// A Flip is a function that misbehaves, with what it does when its finding is
// fixed.
type Flip struct {
	Variant *Variant
	Verdict
}

// ProveFixes runs the functions of variants. What they did before is in the
// verdicts on the fixtures.
func (p *Program) ProveFixes(variants []*Variant, before []Verdict) []Flip {
	allocs := make(map[string]float64)
	for _, v := range before {
		allocs[v.Claim.key()] = v.Claim.Allocs
	}
	var claims []Claim
	var flips []Flip
	for _, v := range variants {
		for _, c := range v.claims() {
			c.Allocs = allocs[v.fixture.Path+"."+c.Func]
			claims = append(claims, c)
			flips = append(flips, Flip{Variant: v})
		}
	}
	for i, verdict := range p.Prove(claims) {
		flips[i].Verdict = verdict
	}
	return flips
}
