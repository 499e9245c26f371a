package output

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/gocorelint/gocorelint/cmd/gocorelint/internal/console"
	"github.com/gocorelint/gocorelint/cmd/gocorelint/internal/finding"
)

// Terminal prints findings for a person: with the source line, what of it is
// meant, the related places, the page, and a count at the end.
//
// With trace a schedule is drawn in place of its related places.
func Terminal(w io.Writer, findings []finding.Finding, trace bool, style console.Style, width int) error {
	out := bufio.NewWriter(w)
	sources := make(sources)
	for _, f := range findings {
		fmt.Fprintf(out, "%s: %s %s\n", style.Bold(place(f.Position)), f.Message, style.Dim("("+f.Check+")"))
		if line, ok := sources.line(f.Position); ok {
			number := fmt.Sprintf("%5d", f.Position.Line)
			text, mark := underline(line, f.Position, f.End, width-len(number)-3)
			fmt.Fprintf(out, "%s %s\n", style.Dim(number+" |"), text)
			fmt.Fprintf(out, "%s %s\n", style.Dim("      |"), style.Severity(f.Severity, mark))
		}
		related, drawing := traced(f, trace, width-len("      "), sources)
		for _, r := range related {
			fmt.Fprintf(out, "      %s: %s\n", style.Bold(place(r.Position)), r.Message)
		}
		for _, line := range drawing {
			fmt.Fprintf(out, "      %s\n", line)
		}
		fmt.Fprintf(out, "      %s\n\n", style.Link(f.URL))
	}
	if len(findings) > 0 {
		fmt.Fprintln(out, summary(findings))
	}
	return out.Flush()
}

func summary(findings []finding.Finding) string {
	files := make(map[string]bool)
	fixable := 0
	for _, f := range findings {
		files[f.Position.File] = true
		if len(f.Fixes) > 0 {
			fixable++
		}
	}
	text := count(len(findings), "finding") + " in " + count(len(files), "file")
	if fixable > 0 {
		text += fmt.Sprintf("; -fix mends %d of them", fixable)
	}
	return text
}

func count(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return fmt.Sprintf("%d %s", n, what)
}

const tab = "    "

// underline returns the source line, cut to the width, and carets for below it.
// A range that goes on in further lines is marked to the end of this one.
func underline(line string, from, to finding.Position, width int) (text, mark string) {
	start := min(max(from.Column-1, 0), len(line))
	end := len(line)
	if to.Line == from.Line {
		end = min(max(to.Column-1, start), len(line))
	}
	before, inside, after := expand(line[:start]), expand(line[start:end]), expand(line[end:])
	if width > 20 && len(before) > width*2/3 { // begin nearer to what is meant
		before = before[len(before)-width/3:]
	}
	runes := append(append(before, inside...), after...)
	if width > 20 && len(runes) > width {
		runes = runes[:width]
	}
	carets := max(1, min(len(inside), len(runes)-len(before)))
	return string(runes), strings.Repeat(" ", len(before)) + strings.Repeat("^", carets)
}

func expand(s string) []rune { return []rune(strings.ReplaceAll(s, "\t", tab)) }
