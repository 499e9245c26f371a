package command

import (
	"fmt"
	"strings"

	"github.com/gocorelint/gocorelint/cmd/gocorelint/internal/finding"
	"github.com/gocorelint/gocorelint/cmd/gocorelint/internal/govet"
	"github.com/gocorelint/gocorelint/cmd/gocorelint/internal/output"
	"github.com/gocorelint/gocorelint/cmd/gocorelint/internal/schedule"
)

// collect makes findings of what go vet printed, in order. A check that failed
// is a failure of the run.
func (r *run) collect(out govet.Output) ([]finding.Finding, *govet.Failure) {
	var findings []finding.Finding
	failure := out.Failure
	for _, u := range out.Units {
		if !r.scope.Names(u.Package) {
			continue
		}
		if u.Error != "" {
			if failure == nil {
				failure = new(govet.Failure)
			}
			failure.Reasons = append(failure.Reasons,
				fmt.Sprintf("check %s failed in package %s: %s", u.Check, u.Package, u.Error))
		}
		for _, d := range u.Diagnostics {
			findings = append(findings, r.finding(u.Check, d))
		}
	}
	return finding.Sort(findings), failure
}

func (r *run) finding(check string, d govet.Diagnostic) finding.Finding {
	f := finding.Finding{
		Check: check,
		ID:    d.Category,
		// The tag is for go vet, which names no check.
		Message:  strings.TrimSuffix(d.Message, " ("+check+")"),
		Position: r.position(d.Posn),
		End:      r.position(d.End),
	}
	if c := r.suite.Lookup(check); c != nil {
		f.Severity, f.Tier = string(c.Severity), string(c.Tier)
		f.URL = r.page(check) + "#" + d.Category
	}
	for _, place := range d.Related {
		f.Related = append(f.Related, finding.Related{
			Message:  place.Message,
			Position: r.position(place.Posn),
			End:      r.position(place.End),
		})
	}
	f.Schedule, _ = schedule.Read(f.Related)
	for _, fix := range d.Fixes {
		edits := make([]finding.Edit, len(fix.Edits))
		for i, e := range fix.Edits {
			edits[i] = finding.Edit{File: govet.Relative(r.dir, e.Filename), Start: e.Start, End: e.End, New: e.New}
		}
		f.Fixes = append(f.Fixes, finding.Fix{Message: fix.Message, Edits: edits})
	}
	return f
}

func (r *run) position(p govet.Posn) finding.Position {
	return finding.Position{File: govet.Relative(r.dir, p.File), Line: p.Line, Column: p.Column}
}

// page returns the address of the page of a check.
func (r *run) page(check string) string {
	if base := r.urls[check]; base != "" {
		return strings.TrimSuffix(base, "/") + "/" + check + ".md"
	}
	return r.suite.Lookup(check).URL
}

func (r *run) print(findings []finding.Finding, complete bool) error {
	switch {
	case r.json:
		return output.JSON(r.Out, findings, complete)
	case r.sarif:
		return output.SARIF(r.Out, buildVersion(), r.rules(findings), findings)
	case r.OutIsTerminal || r.color == "always":
		return output.Terminal(r.Out, findings, r.trace, r.style, r.Width)
	}
	return output.Text(r.Out, findings, r.trace)
}

// rules describes the checks that the findings name.
func (r *run) rules(findings []finding.Finding) []output.Rule {
	named := make(map[string]bool)
	for _, f := range findings {
		named[f.Check] = true
	}
	var rules []output.Rule
	for _, c := range r.suite {
		if named[c.Name] {
			rules = append(rules, output.Rule{
				Name: c.Name, Title: c.Title(), Doc: c.Doc, URL: r.page(c.Name),
				Severity: string(c.Severity), Tier: string(c.Tier), Group: c.Group,
			})
		}
	}
	return rules
}
