package report

import (
	"fmt"
	"go/parser"
	"go/token"
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

func extractDoc(source, name string) (string, error) {
	file, err := parser.ParseFile(token.NewFileSet(), name+"/doc.go", source, parser.PackageClauseOnly|parser.ParseComments)
	if err != nil {
		return "", err
	}
	inside := false
	var body []string
	for line := range strings.SplitSeq(file.Doc.Text(), "\n") {
		switch {
		case strings.HasPrefix(line, "# "):
			inside = line == "# Analyzer "+name
		case inside:
			body = append(body, line)
		}
	}
	text, ok := strings.CutPrefix(strings.TrimSpace(strings.Join(body, "\n")), name+": ")
	if !ok {
		return "", fmt.Errorf("doc.go of check %s has no section %q that begins with %q", name, "# Analyzer "+name, name+": ")
	}
	return text, nil
}
