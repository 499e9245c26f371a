// Package output prints findings: as plain lines, for a person, as JSON, as
// SARIF.
package output

import (
	"bufio"
	"fmt"
	"io"

	"github.com/gocorelint/gocorelint/cmd/gocorelint/internal/finding"
)

// Text prints a line for each finding, file:line:column: message (check), and
// below it, after a tab, a line for each related place.
func Text(w io.Writer, findings []finding.Finding) error {
	out := bufio.NewWriter(w)
	for _, f := range findings {
		fmt.Fprintf(out, "%s: %s (%s)\n", place(f.Position), f.Message, f.Check)
		for _, r := range f.Related {
			fmt.Fprintf(out, "\t%s: %s\n", place(r.Position), r.Message)
		}
	}
	return out.Flush()
}

func place(p finding.Position) string {
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column)
}
