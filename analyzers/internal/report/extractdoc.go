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

// extractDoc reads lines, not Go: each start of the tool does it for each check.
func extractDoc(source, name string) (string, error) {
	comment, _, _ := strings.Cut(strings.ReplaceAll(source, "\r\n", "\n"), "\npackage ")
	_, section, _ := strings.Cut(comment, "\n// # Analyzer "+name+"\n")
	section, _, _ = strings.Cut(section, "\n// # ")
	section = strings.ReplaceAll("\n"+section, "\n// ", "\n") // text, and code behind a tab
	section = strings.ReplaceAll(section, "\n//", "\n")
	text, ok := strings.CutPrefix(strings.TrimSpace(section), name+": ")
	if !ok {
		return "", fmt.Errorf("doc.go of check %s has no section %q that begins with %q", name, "# Analyzer "+name, name+": ")
	}
	return text, nil
}
