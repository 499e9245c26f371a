package output

import (
	"encoding/json"
	"io"
	"path/filepath"
	"unicode/utf8"

	"github.com/gocorelint/gocorelint/cmd/gocorelint/internal/finding"
)

// A Rule describes a check to readers of SARIF.
type Rule struct {
	Name, Title, Doc, URL, Severity, Tier, Group string
}

// SARIF prints findings as a log in SARIF 2.1.0, for code scanning. The rules
// are those that the findings name.
func SARIF(w io.Writer, version string, rules []Rule, findings []finding.Finding) error {
	log := sarifLog{
		Schema:  "https://json.schemastore.org/sarif-2.1.0.json",
		Version: "2.1.0",
		Runs: []sarifRun{{
			Tool: sarifTool{sarifDriver{
				Name:           "gocorelint",
				Version:        version,
				InformationURI: "https://github.com/gocorelint/gocorelint",
				Rules:          []sarifRule{},
			}},
			ColumnKind: "unicodeCodePoints",
			Results:    []sarifResult{},
		}},
	}
	run := &log.Runs[0]
	index := make(map[string]int)
	for _, r := range rules {
		index[r.Name] = len(index)
		run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, newSarifRule(r))
	}
	sources := make(sources)
	for _, f := range findings {
		run.Results = append(run.Results, sources.result(f, index[f.Check]))
	}
	enc := json.NewEncoder(w)
	enc.SetIndent("", "\t")
	return enc.Encode(log)
}

func newSarifRule(r Rule) sarifRule {
	return sarifRule{
		ID:               r.Name,
		ShortDescription: sarifMessage{Text: r.Title},
		FullDescription:  sarifMessage{Text: r.Doc},
		HelpURI:          r.URL,
		// GitHub shows the text of help, not its address.
		Help:                 sarifMessage{Text: r.URL, Markdown: "[" + r.Name + "](" + r.URL + ")"},
		DefaultConfiguration: sarifConfiguration{Level: sarifLevel(r.Severity)},
		Properties:           sarifProperties{Tags: []string{r.Group, r.Severity, r.Tier}},
	}
}

func sarifLevel(severity string) string {
	switch severity {
	case "bug":
		return "error"
	case "risk":
		return "warning"
	}
	return "note"
}

func (s sources) result(f finding.Finding, rule int) sarifResult {
	r := sarifResult{
		RuleID:    f.Check,
		RuleIndex: rule,
		Level:     sarifLevel(f.Severity),
		Message:   sarifMessage{Text: f.Message},
		Locations: []sarifLocation{s.location(f.Position, f.End, "")},
	}
	for _, related := range f.Related {
		r.RelatedLocations = append(r.RelatedLocations, s.location(related.Position, related.End, related.Message))
	}
	for _, fix := range f.Fixes {
		r.Fixes = append(r.Fixes, newSarifFix(fix))
	}
	return r
}

func (s sources) location(from, to finding.Position, message string) sarifLocation {
	region := sarifRegion{
		StartLine: from.Line, StartColumn: s.codePoints(from),
		EndLine: to.Line, EndColumn: s.codePoints(to),
	}
	location := sarifLocation{PhysicalLocation: sarifPhysical{artifact(from.File), region}}
	if message != "" {
		location.Message = &sarifMessage{Text: message}
	}
	return location
}

// codePoints converts a column from bytes.
func (s sources) codePoints(p finding.Position) int {
	line, _ := s.line(p)
	if p.Column-1 > len(line) {
		return p.Column
	}
	return utf8.RuneCountInString(line[:max(0, p.Column-1)]) + 1
}

func newSarifFix(fix finding.Fix) sarifFix {
	sarif := sarifFix{Description: sarifMessage{Text: fix.Message}}
	for _, edit := range fix.Edits {
		length := edit.End - edit.Start
		sarif.Changes = append(sarif.Changes, sarifChange{
			ArtifactLocation: artifact(edit.File),
			Replacements: []sarifReplacement{{
				DeletedRegion:   sarifBytes{edit.Start, length},
				InsertedContent: sarifMessage{Text: edit.New},
			}},
		})
	}
	return sarif
}

func artifact(file string) sarifArtifact {
	if filepath.IsAbs(file) {
		return sarifArtifact{URI: "file://" + filepath.ToSlash(file)}
	}
	return sarifArtifact{URI: filepath.ToSlash(file), URIBaseID: "%SRCROOT%"}
}
