package page

import (
	"strings"

	"github.com/rivo/uniseg"
)

// diagram draws a Mermaid diagram with the letters that every terminal has. It
// knows what the pages use: sequence diagrams with participants, messages and
// notes, and flow charts from left to right whose lines are chains of boxes. It
// returns nil for any other, and for one that is wider than the terminal: its
// source can be read too.
func diagram(source string, width int) []string {
	kind, body, _ := strings.Cut(source, "\n")
	var lines []string
	switch strings.TrimSpace(kind) {
	case "sequenceDiagram":
		lines = sequence(body)
	case "flowchart LR":
		lines = flowchart(body, width)
	}
	for _, line := range lines {
		if uniseg.StringWidth(line) > width {
			return nil
		}
	}
	return lines
}

// A canvas is one line of a drawing, by columns. A character that is two
// columns wide leaves the second one empty.
type canvas []string

// put writes text from a column on.
func (c *canvas) put(column int, text string) {
	for text != "" {
		var letter string
		letter, text, _, _ = uniseg.FirstGraphemeClusterInString(text, -1)
		n := max(1, uniseg.StringWidth(letter))
		for len(*c) < column+n {
			*c = append(*c, " ")
		}
		(*c)[column] = letter
		for i := 1; i < n; i++ {
			(*c)[column+i] = ""
		}
		column += n
	}
}

func (c canvas) String() string { return strings.TrimRight(strings.Join(c, ""), " ") }

// widest returns the columns of the widest text.
func widest(texts []string) int {
	n := 0
	for _, text := range texts {
		n = max(n, uniseg.StringWidth(text))
	}
	return n
}

// textLines splits a label where Mermaid breaks it.
func textLines(label string) []string {
	return strings.Split(strings.ReplaceAll(label, "<br>", "<br/>"), "<br/>")
}
