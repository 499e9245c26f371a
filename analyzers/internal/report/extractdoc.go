package report

import (
	"fmt"
	"strings"
)

// mustExtractDoc returns the documentation of the analyzer from the package
// comment in source: the text of the section "# Analyzer NAME", which begins
// with "NAME: title".
func mustExtractDoc(source, name string) string {
	doc, err := extractDoc(source, name)
	if err != nil {
		panic(err)
	}
	return doc
}

// extractDoc reads lines, not Go, and copies the text once: each start of the tool does it for each check.
func extractDoc(source, name string) (string, error) {
	_, section, _ := strings.Cut(source, "\n// # Analyzer "+name)
	section, _, _ = strings.Cut(section, "\npackage ")
	section, _, _ = strings.Cut(section, "\n// # ")
	var text strings.Builder
	text.Grow(len(section))
	for line := range strings.Lines(section) {
		line = strings.TrimPrefix(strings.TrimSuffix(line, "\n"), "//")
		text.WriteString(strings.TrimSuffix(strings.TrimPrefix(line, " "), "\r")) // text, and code behind a tab
		text.WriteByte('\n')
	}
	doc, ok := strings.CutPrefix(strings.TrimSpace(text.String()), name+": ")
	if !ok {
		return "", fmt.Errorf("doc.go of check %s has no section %q that begins with %q", name, "# Analyzer "+name, name+": ")
	}
	return doc, nil
}
