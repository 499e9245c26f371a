package page

import (
	"strings"

	"github.com/rivo/uniseg"

	"github.com/gocorelint/gocorelint/internal/lazyregexp"
)

// A box is one node of a chain, with the arrow that leads to it.
type box struct {
	arrow string // "" for the first of a chain
	lines []string
}

var (
	nodeText  = lazyregexp.New(`^(\w+)(?:\["([^"]*)"\])?\s*`)
	arrowText = lazyregexp.New(`^(-->|-\.->)(?:\|"([^"]*)"\|)?\s*`)
)

// flowchart draws each line as a row of boxes. A box that comes again shows its
// first line. It returns nil if the diagram has something else in it.
func flowchart(body string, width int) []string {
	drawn := make(map[string][]string)
	var lines []string
	for line := range strings.Lines(body) {
		rest := strings.TrimSpace(line)
		if rest == "" {
			continue
		}
		var chain []box
		for first := true; rest != ""; first = false {
			var b box
			if !first {
				m := arrowText.FindStringSubmatch(rest)
				if m == nil {
					return nil
				}
				b.arrow = arrow(m[1], m[2])
				rest = rest[len(m[0]):]
			}
			m := nodeText.FindStringSubmatch(rest)
			if m == nil {
				return nil
			}
			rest = rest[len(m[0]):]
			switch known := drawn[m[1]]; {
			case known != nil:
				b.lines = known[:1]
			case m[2] != "":
				b.lines = textLines(m[2])
			default:
				b.lines = []string{m[1]}
			}
			drawn[m[1]] = b.lines
			chain = append(chain, b)
		}
		lines = append(lines, rows(chain, width)...)
	}
	return lines
}

func arrow(shape, label string) string {
	stroke := "--"
	if shape == "-.->" {
		stroke = ".."
	}
	if label == "" {
		return stroke + ">"
	}
	return stroke + " " + label + " " + stroke + ">"
}

// rows draws a chain. Where it is too wide it goes on in the next row, with the
// arrow.
func rows(chain []box, width int) []string {
	var lines []string
	for len(chain) > 0 {
		n, total := 0, 0
		for n < len(chain) {
			total += uniseg.StringWidth(chain[n].arrow) + widest(chain[n].lines) + 4
			if n > 0 && total > width {
				break
			}
			n++
		}
		lines = append(lines, row(chain[:n])...)
		chain = chain[n:]
	}
	return lines
}

func row(chain []box) []string {
	height := 0
	for _, b := range chain {
		height = max(height, len(b.lines)+2)
	}
	drawing := make([]canvas, height)
	column := 0
	for _, b := range chain {
		drawing[1].put(column, b.arrow)
		column += uniseg.StringWidth(b.arrow)
		inner := widest(b.lines)
		edge := "+" + strings.Repeat("-", inner+2) + "+"
		drawing[0].put(column, edge)
		for i, text := range b.lines {
			drawing[i+1].put(column, "| "+text+strings.Repeat(" ", inner-uniseg.StringWidth(text))+" |")
		}
		drawing[len(b.lines)+1].put(column, edge)
		column += inner + 4
	}
	var lines []string
	for _, c := range drawing {
		lines = append(lines, c.String())
	}
	return lines
}
