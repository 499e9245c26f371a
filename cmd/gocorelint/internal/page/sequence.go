package page

import (
	"slices"
	"strings"

	"github.com/rivo/uniseg"

	"github.com/gocorelint/gocorelint/internal/lazyregexp"
)

// An event is a message between two participants, or a note over some.
type event struct {
	from, to int // participants; of a note the leftmost and the rightmost
	arrow    string
	text     string // may have several lines in a note
}

var (
	participantLine = lazyregexp.New(`^participant (\w+)(?: as (.+))?$`)
	messageLine     = lazyregexp.New(`^(\w+)\s*(-->>|->>|--x|-x)\s*(\w+)\s*:\s*(.+)$`)
	noteLine        = lazyregexp.New(`^Note (?:over|left of|right of) (\w+)(?:,\s*(\w+))?\s*:\s*(.+)$`)
)

// sequence draws participants side by side and time downwards. It returns nil
// if the diagram has something else in it.
func sequence(body string) []string {
	var names, titles []string
	participant := func(name string) int {
		if i := slices.Index(names, name); i >= 0 {
			return i
		}
		names, titles = append(names, name), append(titles, name)
		return len(names) - 1
	}
	var events []event
	for line := range strings.Lines(body) {
		line = strings.TrimSpace(line)
		if m := participantLine.FindStringSubmatch(line); m != nil {
			i := participant(m[1])
			if m[2] != "" {
				titles[i] = m[2]
			}
		} else if m := messageLine.FindStringSubmatch(line); m != nil && m[1] != m[3] {
			events = append(events, event{participant(m[1]), participant(m[3]), m[2], m[4]})
		} else if m := noteLine.FindStringSubmatch(line); m != nil {
			from := participant(m[1])
			to := from
			if m[2] != "" {
				to = participant(m[2])
			}
			events = append(events, event{min(from, to), max(from, to), "", m[3]})
		} else if line != "" {
			return nil
		}
	}
	columns := spread(titles, events)
	var lines []string
	var head canvas
	for i, title := range titles {
		head.put(columns[i]-uniseg.StringWidth(title)/2, title)
	}
	lines = append(lines, head.String(), lifelines(columns).String())
	for _, e := range events {
		if e.arrow == "" {
			lines = append(lines, note(columns, e)...)
		} else {
			lines = append(lines, message(columns, e))
		}
	}
	return append(lines, lifelines(columns).String())
}

// spread gives each participant the column of its line, so that all texts fit.
func spread(titles []string, events []event) []int {
	columns := make([]int, len(titles))
	for i, title := range titles {
		half := uniseg.StringWidth(title) / 2
		if i == 0 {
			columns[0] = half
			continue
		}
		columns[i] = columns[i-1] + uniseg.StringWidth(titles[i-1])/2 + half + 3
		for _, e := range events {
			left, right := min(e.from, e.to), max(e.from, e.to)
			if right == i && e.arrow != "" {
				columns[i] = max(columns[i], columns[left]+uniseg.StringWidth(e.text)+8)
			}
		}
	}
	// A note may need room on the left of the first line.
	room := 0
	for _, e := range events {
		if e.arrow == "" {
			room = max(room, noteWidth(e)/2-(columns[e.from]+columns[e.to])/2)
		}
	}
	for i := range columns {
		columns[i] += room
	}
	return columns
}

func lifelines(columns []int) canvas {
	var c canvas
	for _, column := range columns {
		c.put(column, "|")
	}
	return c
}

// message draws an arrow with its text in the middle.
func message(columns []int, e event) string {
	c := lifelines(columns)
	left, right := min(columns[e.from], columns[e.to]), max(columns[e.from], columns[e.to])
	stroke := "-"
	if strings.HasPrefix(e.arrow, "--") {
		stroke = "."
	}
	head := ">"
	switch {
	case strings.HasSuffix(e.arrow, "x"):
		head = "x"
	case e.to < e.from:
		head = "<"
	}
	c.put(left+1, strings.Repeat(stroke, right-left-1))
	if e.to > e.from {
		c.put(right-1, head)
	} else {
		c.put(left+1, head)
	}
	text := " " + e.text + " "
	c.put((left+right+1-uniseg.StringWidth(text))/2, text)
	return c.String()
}

func noteWidth(e event) int { return widest(textLines(e.text)) + 4 }

// note draws a text in brackets over the lines that it is about.
func note(columns []int, e event) []string {
	width := noteWidth(e)
	at := max(0, (columns[e.from]+columns[e.to])/2-width/2)
	var lines []string
	for _, text := range textLines(e.text) {
		c := lifelines(columns)
		c.put(at, "[ "+text+strings.Repeat(" ", width-4-uniseg.StringWidth(text))+" ]")
		lines = append(lines, c.String())
	}
	return lines
}
