package proof

import (
	"errors"
	"flag"
	"fmt"
	"path/filepath"

	"golang.org/x/tools/go/analysis"

	"github.com/gocorelint/gocorelint/analyzers"
)

// Suite reads the fixtures of all checks of the registry; root is testdata.
// What a check finds only if it is asked for is turned on.
func Suite(root string) ([]Check, error) {
	var checks []Check
	for _, c := range analyzers.Checks() {
		fixtures, err := Load(filepath.Join(root, "src", c.Name))
		if err != nil {
			return nil, err
		}
		everything(c.Analyzer)
		checks = append(checks, Check{Analyzer: c.Analyzer, Fixtures: fixtures, Bug: c.Severity == analyzers.Bug})
	}
	return checks, nil
}

func everything(a *analysis.Analyzer) {
	a.Flags.VisitAll(func(f *flag.Flag) {
		if b, ok := f.Value.(interface{ IsBoolFlag() bool }); ok && b.IsBoolFlag() && f.Name != "debug" && f.Name != "generated" {
			f.Value.Set("true")
		}
	})
}

// A Report is what running the fixtures of checks and their fixes said.
type Report struct {
	Checks   []Check
	Verdicts []Verdict // on the functions as they are
	Fixes    []*Fix
	Flips    []Flip // by the fixes and corrections
	Program  *Program
	Static   error // what is wrong with fixes without running them
	Stages   Stages
}

// Run proves the checks, whose fixtures are below root, which is testdata. It
// builds in dir.
func Run(root, dir string, checks []Check) (*Report, error) {
	r := &Report{Checks: checks}
	err := r.Stages.Time("find fixes", func() (err error) {
		r.Fixes, err = Fixes(root, checks)
		return err
	})
	if err != nil {
		return nil, err
	}
	r.Stages.Time("check fixes", func() error {
		alone, err := Variants(r.Fixes)
		r.Static = errors.Join(err, Inspect(root, alone))
		return nil
	})
	if r.Static != nil {
		return r, nil // they don't compile
	}
	variants, err := Rounds(r.Fixes)
	if err != nil {
		return nil, err
	}
	libraries, err := Libraries(root)
	if err != nil {
		return nil, err
	}
	fixtures, claims := r.all()
	corrected, err := Corrected(fixtures)
	if err != nil {
		return nil, err
	}
	variants = append(variants, corrected...)
	err = r.Stages.Time("build fixtures", func() (err error) {
		r.Program, err = Build(append(libraries, fixtures...), variants, dir)
		return err
	})
	if err != nil {
		return nil, err
	}
	r.Stages.Time("run fixtures", func() error {
		r.Verdicts = r.Program.Prove(claims)
		return nil
	})
	r.Stages.Time("run fixes", func() error {
		r.Flips = r.Program.ProveFixes(variants, r.Verdicts)
		return nil
	})
	return r, nil
}

// all lists the fixtures of the checks, each once, and what is claimed of those
// of their functions that are run.
func (r *Report) all() (fixtures []*Fixture, claims []Claim) {
	have := make(map[*Fixture]bool)
	for _, c := range r.Checks {
		for _, f := range c.Fixtures {
			if have[f] {
				continue
			}
			have[f] = true
			fixtures = append(fixtures, f)
			for _, claim := range f.Claims {
				if claim.Kind.Runs() {
					claims = append(claims, claim)
				}
			}
		}
	}
	return fixtures, claims
}

// Failures says what is not as it is claimed.
func (r *Report) Failures() []error {
	var errs []error
	if r.Static != nil {
		errs = append(errs, r.Static)
	}
	for _, v := range r.Verdicts {
		if !v.Exact {
			errs = append(errs, fmt.Errorf("%s: %s: //proof:%s is not proven: %s", v.Claim.Pos, v.Claim.Func, v.Claim.Kind, v.Why))
		}
	}
	for _, f := range r.Flips {
		if !f.Proven {
			errs = append(errs, fmt.Errorf("%s: %s, after %v: %s", f.Claim.Pos, f.Claim.Func, f.Variant, f.Why))
		}
	}
	flipped := r.flipped()
	for _, v := range r.Verdicts {
		switch c := v.Claim; {
		case c.Kind != Observe || len(c.Found) == 0:
		case !flipped[c.key()] && c.unmade == "":
			errs = append(errs, fmt.Errorf("%s: %s: nothing shows that its finding is to blame: neither a fix nor //proof:instead, and //proof:noflip does not say why", c.Pos, c.Func))
		case flipped[c.key()] && c.unmade != "":
			errs = append(errs, fmt.Errorf("%s: %s: it has a reason for what is there", c.Pos, c.Func))
		}
	}
	return errs
}

// flipped has the functions that behave once their findings are mended.
func (r *Report) flipped() map[string]bool {
	flipped := make(map[string]bool)
	for _, f := range r.Flips {
		if f.Proven {
			flipped[f.Variant.fixture.Path+"."+f.Claim.Func] = true
		}
	}
	return flipped
}
