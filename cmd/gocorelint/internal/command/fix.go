package command

import (
	"fmt"

	"github.com/gocorelint/gocorelint/cmd/gocorelint/internal/finding"
	"github.com/gocorelint/gocorelint/cmd/gocorelint/internal/govet"
	"github.com/gocorelint/gocorelint/cmd/gocorelint/internal/suite"
)

// applyFixes changes files only if all of the code could be analysed. It returns
// the findings that are left.
func (r *run) applyFixes(findings []finding.Finding, failure *govet.Failure) ([]finding.Finding, *govet.Failure) {
	if failure != nil {
		failure.Reasons = append(failure.Reasons, "no fix was applied")
		return findings, failure
	}
	failure = r.vet.Fix()
	if failure != nil && failure.Conflict {
		failure = r.fixOneByOne(findings)
	}
	if failure != nil {
		return findings, failure
	}
	return r.findings()
}

// fixOneByOne applies the fixes of each check after those of the one before, on
// the code that these have left.
func (r *run) fixOneByOne(findings []finding.Finding) *govet.Failure {
	for _, c := range r.chosen {
		if !finding.Fixable(findings, c.Name) {
			continue
		}
		one := r.vet
		one.ToolFlags = r.newSuite().VetFlags(suite.Suite{c}, r.values)
		switch failure := one.Fix(); {
		case failure == nil:
		case failure.Conflict:
			r.Errorf("some fixes of check %s contradict each other: apply them by hand", c.Name)
		default:
			return failure
		}
	}
	return nil
}

func (r *run) printDiff() int {
	diff, failure := r.vet.Diff(r.dir, r.scope.NamesFile)
	fmt.Fprint(r.Out, diff)
	if failure != nil && failure.Conflict {
		r.Errorf("%s", failure.Reasons[0])
		return Found
	}
	return r.status(diff != "", failure)
}
