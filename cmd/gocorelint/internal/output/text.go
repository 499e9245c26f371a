// Package output prints findings: as plain lines, for a person, as JSON, as
// SARIF.
package output

import (
	"bufio"
	"fmt"
	"io"

	"github.com/gocorelint/gocorelint/cmd/gocorelint/internal/finding"
	"github.com/gocorelint/gocorelint/cmd/gocorelint/internal/schedule"
)

// Text prints a line for each finding, file:line:column: message (check), and
// below it, after a tab, a line for each related place.
//
// With trace a schedule is drawn in place of its related places.
func Text(w io.Writer, findings []finding.Finding, trace bool) error {
	out := bufio.NewWriter(w)
	sources := make(sources)
	for _, f := range findings {
		fmt.Fprintf(out, "%s: %s (%s)\n", place(f.Position), f.Message, f.Check)
		related, drawing := traced(f, trace, textWidth, sources)
		for _, r := range related {
			fmt.Fprintf(out, "\t%s: %s\n", place(r.Position), r.Message)
		}
		for _, line := range drawing {
			fmt.Fprintf(out, "\t%s\n", line)
		}
	}
	return out.Flush()
}

func place(p finding.Position) string {
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column)
}

// textWidth is how wide a drawing is where there is no terminal.
const textWidth = 100

// traced returns the related places of a finding, or, if its schedule is to be
// drawn, those that do not belong to the schedule and the drawing.
func traced(f finding.Finding, trace bool, width int, sources sources) (related []finding.Related, drawing []string) {
	if !trace || len(f.Schedule) == 0 {
		return f.Related, nil
	}
	steps, rest := schedule.Read(f.Related)
	return rest, schedule.Draw(steps, width, func(p finding.Position) string {
		line, _ := sources.line(p)
		return line
	})
}
